/** The moments of a cycle at which something happens. They are the steps of its replay. */
import type { Happening } from './happening'
import { whenOf } from './cycle-reading'

export interface Moment {
  /** s to expiry. */
  gap: number
  says: string
}

/** In the order of time. */
export function momentsOf({ first, missed, late, duplicates, kept, firstWrite }: Happening, delta: number) {
  const moments: Moment[] = [
    {
      gap: first.gap,
      says: missed
        ? 'a request finds no value and rebuilds: a miss'
        : 'a request triggers and starts the rebuild'
    },
    ...duplicates.map(({ gap }) => ({ gap, says: 'another request triggers: a duplicate starts' })),
    ...kept.map(({ gap }) => ({ gap, says: 'another request triggers and is kept from rebuilding' })),
    { gap: firstWrite, says: 'the first rebuild is written: a new value' },
    ...duplicates.map(({ gap }) => ({ gap: gap - delta, says: 'a duplicate is written' }))
  ]
  if (late) moments.push({ gap: 0, says: 'the value expires' })
  return moments
    .sort((a, b) => b.gap - a.gap)
    .map(({ gap, says }) => ({ gap, says: `${whenOf(gap)}: ${says}` }))
}

/** The next moment after a time to expiry, or before it; undefined where there is none. */
export const nextAfter = (moments: Moment[], at: number) => moments.find(({ gap }) => gap < at)
export const lastBefore = (moments: Moment[], at: number) => moments.findLast(({ gap }) => gap > at)
