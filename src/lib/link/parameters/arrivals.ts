import type { Arrivals } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { readNumber } from '../quantity/read-number'

/** `poisson`, `even` or `burst:on:off` with the mean lengths of the phases, such as `burst:2s:18s`. */
export function readArrivals(text: string, say: Say): Arrivals {
  const [word, on, off, ...rest] = text.trim().split(':', 4)
  const kind = word.toLowerCase()
  if (on === undefined && (kind === 'poisson' || kind === 'even')) return { kind }
  if (kind === 'burst' && off !== undefined && rest.length === 0) {
    let readable = true
    const heed: Say = (kind, field, message) => {
      if (kind === 'bad') readable = false
      else say(kind, field, message)
    }
    const arrivals = {
      kind,
      on: readNumber('arrivals burst', on, 'burstOn', heed) ?? 0,
      off: readNumber('arrivals pause', off, 'burstOff', heed) ?? 0
    } as const
    if (readable) return arrivals
  }
  say('bad', 'arrivals', `arrivals=${echo(text)} is not poisson, even or burst:2s:18s; using poisson`)
  return { kind: 'poisson' }
}
