/** What happens in one cycle at one β: who rebuilds, who is kept from it, and when the values are written. */
import { type BetaPath, CROWD, type Model, type Random, type Trigger, firstAt } from '#core'

export type HappeningModel = Pick<Model, 'delta' | 'coordination'>

/** A cycle at every β, with the process that each of its requests comes to. */
export interface ReplayedCycle extends BetaPath {
  processes: number[]
}

export interface Happening {
  /** The request that triggers first; after expiry where none does before it. */
  first: Trigger
  /** No request triggers before expiry. */
  missed: boolean
  /** The value expires before the first rebuild is written. */
  late: boolean
  /** Requests that rebuild beside the first. */
  duplicates: Trigger[]
  /** Requests that trigger while it rebuilds and are kept from rebuilding by coordination. */
  kept: Trigger[]
  /** Of the requests after expiry that find no value, the first included; they wait for the first write. */
  waiting: number
  /** There were more of them than are followed. */
  crowded: boolean
  /** s to expiry, below 0 after it. */
  firstWrite: number
  lastWrite: number
}

/** @param random at the start of a stream that the path was not drawn from */
export function withProcesses(path: BetaPath, processes: number, random: Random): ReplayedCycle {
  return {
    ...path,
    processes: path.triggers.map(() => (processes > 1 ? Math.floor(processes * random.uniform()) : 0))
  }
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
  // Nothing that starts now is written before the first is: whoever rebuilds stays busy.
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
    crowded: met > CROWD,
    firstWrite,
    lastWrite: last.gap - delta
  }
}
