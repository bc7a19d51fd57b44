/** One replayed cycle at one β: which requests rebuild, which coordination holds back, and when values are written. */
import { type BetaPath, MOST_DUPLICATES, type Model, type Trigger, firstAt } from '#core'

type HappeningModel = Pick<Model, 'delta' | 'coordination'>

/** A cycle at every β, with the process that serves each of its requests. */
export interface ReplayedCycle extends BetaPath {
  processes: number[]
}

export interface Happening {
  /** The request that triggers first, after expiry where none triggers before it. */
  first: Trigger
  /** No request triggers before expiry. */
  missed: boolean
  /** The value expires before the first rebuild is written. */
  late: boolean
  /** Further requests that rebuild while the first rebuild runs. */
  duplicates: Trigger[]
  /** Requests that trigger while it runs, and that coordination keeps from rebuilding. */
  kept: Trigger[]
  /** How many requests, the first included, find no value after expiry and wait for the first write. */
  waiting: number
  /** There are more requests than the replay follows. */
  truncated: boolean
  /** s to expiry, below 0 after it. */
  firstWrite: number
  lastWrite: number
}

/** @param beta at most the largest of the path */
export function happeningAt(
  cycle: ReplayedCycle,
  beta: number,
  { delta, coordination }: HappeningModel
): Happening {
  const { triggers, processes } = cycle
  const first = firstAt(cycle, beta)
  const firstWrite = first.gap - delta
  const place = triggers.indexOf(first)
  const duplicates: Trigger[] = []
  const kept: Trigger[] = []
  const busy = new Set([processes[place]])
  let met = 1
  let waiting = first.gap <= 0 ? 1 : 0
  // A rebuild that starts later is written later, so a process that rebuilds stays busy to the end of this loop.
  for (let i = place + 1; i < triggers.length && triggers[i].gap > firstWrite; i++) {
    met++
    if (triggers[i].from > beta) continue
    const starts = coordination === 'none' || (coordination === 'coalesce' && !busy.has(processes[i]))
    busy.add(processes[i])
    if (starts) duplicates.push(triggers[i])
    else kept.push(triggers[i])
    if (triggers[i].gap <= 0) waiting++
  }
  const last = duplicates.length > 0 ? duplicates[duplicates.length - 1] : first
  return {
    first,
    missed: first.gap <= 0,
    late: firstWrite < 0,
    duplicates,
    kept,
    waiting,
    truncated: met > MOST_DUPLICATES,
    firstWrite,
    lastWrite: last.gap - delta
  }
}
