/** What a cycle tells. */

/** One finished cycle. */
export interface Cycle {
  /** Time to expiry at the first trigger, s; 0 or less after a miss. */
  gap: number
  /** The value expired before its refresh was written. */
  late: boolean
  duplicates: number
  /** Length of the cycle less T + Δ, s. The sum T + Δ + stretch would lose the digits of a short stretch. */
  stretch: number
  /** Requests that waited. */
  blocked: number
}

/** What requests got in one cycle, besides its rebuilds. A spread of `Cycle` here makes the simulation half as fast. */
export const newCycle = () => ({
  gap: 0,
  late: false,
  duplicates: 0,
  stretch: 0,
  blocked: 0,
  /** Requests that were answered with an expired value. */
  stale: 0,
  /** The most rebuilds in flight at once. */
  mostInFlight: 0,
  /** Of the requests that wait (`blocked`): the sum of their waits and, one by one, waits (s) with how many had them. */
  waitSum: 0,
  waits: [] as number[],
  weights: [] as number[],
  /** From the first start until nothing is in flight, s. */
  busy: 0
})
export type ServedCycle = ReturnType<typeof newCycle>

export function clearCycle(cycle: ServedCycle): void {
  const { waits, weights } = cycle
  waits.length = weights.length = 0
  Object.assign(cycle, newCycle(), { waits, weights })
}

/** A cycle is cut off before its first write, when the old value is no longer served: that write would be late. */
export function cutShort(cycle: ServedCycle, toClear: number): void {
  cycle.late = true
  cycle.busy += toClear
}

/** So many requests wait so long, s. */
export function addWait(cycle: ServedCycle, seconds: number, count: number): void {
  const { waits, weights } = cycle
  cycle.blocked += count
  cycle.waitSum += count * seconds
  const at = waits.length - 1
  if (waits[at] === seconds) weights[at] += count
  else {
    waits.push(seconds)
    weights.push(count)
  }
}
