/** What one β saves against another. */
import type { Figures } from './figures'

/** Negative where it costs more instead. */
export interface Savings {
  rebuildsPerHour: number
  rebuildsPerDay: number
  /** Time that the origin spends rebuilding, s. */
  rebuildSecondsPerHour: number
  rebuildSecondsPerDay: number
}

/** @param delta mean rebuild time, s */
export function savings(instead: Figures, than: Figures, delta: number): Savings {
  const rebuildsPerHour = than.rebuildsPerHour - instead.rebuildsPerHour
  return {
    rebuildsPerHour,
    rebuildsPerDay: 24 * rebuildsPerHour,
    rebuildSecondsPerHour: delta * rebuildsPerHour,
    rebuildSecondsPerDay: 24 * delta * rebuildsPerHour
  }
}
