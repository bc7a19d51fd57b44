/** What one β saves against another; negative where it costs more. */
export interface Savings {
  rebuildsPerHour: number
  rebuildsPerDay: number
  /** Time that the origin spends rebuilding, s. */
  rebuildSecondsPerHour: number
  rebuildSecondsPerDay: number
}

/**
 * @param instead rebuilds per hour at the one β, `than` at the other
 * @param delta mean rebuild time, s
 */
export function savings(instead: number, than: number, delta: number): Savings {
  const rebuildsPerHour = than - instead
  return {
    rebuildsPerHour,
    rebuildsPerDay: 24 * rebuildsPerHour,
    rebuildSecondsPerHour: delta * rebuildsPerHour,
    rebuildSecondsPerDay: 24 * delta * rebuildsPerHour
  }
}
