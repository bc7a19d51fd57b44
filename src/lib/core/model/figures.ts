/** The figures for one key at one β, as closed form and simulation both report them. */

/**
 * Every figure's unit is in its name: shares are of 1, gaps and cycles in seconds, the rest per hour.
 * Gap figures are over the cycles whose first trigger came early, and null where there are none.
 */
export interface Figures {
  /** Share of cycles whose first trigger comes before expiry. */
  earlyShare: number
  /** Share of cycles in which the value expires before its refresh is written: users see a miss. */
  lateShare: number
  /** How long before expiry the first rebuild of a cycle starts, s. */
  gapMean: number | null
  gapP05: number | null
  gapP50: number | null
  gapP95: number | null
  /** Rebuilds started while another was in flight, per cycle; the stampede size is one more. */
  duplicatesMean: number
  /** 99 % of the cycles start at most so many rebuilds. */
  stampedeSizeP99: number
  /** Mean length of a cycle, s. */
  cycleSeconds: number
  rebuildsPerHour: number
  /** 3600 / (T + Δ + 1/r): plain TTL with a perfect lock. */
  neededPerHour: number
  /** duplicatePerHour + prematurePerHour, to the last digit. */
  wastedPerHour: number
  duplicatePerHour: number
  /** Paid for lifetime thrown away by refreshing early; never below 0. */
  prematurePerHour: number
  /** Share of requests that wait for a rebuild. */
  blockedShare: number
  /** rΔ: what makes a key hot or cold for XFetch. */
  requestsPerRebuild: number
}

export type FigureKey = keyof Figures

/** The figures in the order in which they are told. */
export const FIGURE_KEYS: readonly FigureKey[] = [
  'earlyShare',
  'lateShare',
  'gapMean',
  'gapP05',
  'gapP50',
  'gapP95',
  'duplicatesMean',
  'stampedeSizeP99',
  'cycleSeconds',
  'rebuildsPerHour',
  'neededPerHour',
  'wastedPerHour',
  'duplicatePerHour',
  'prematurePerHour',
  'blockedShare',
  'requestsPerRebuild'
]

/** The hourly bill of a key, per hour. */
export interface Waste {
  rebuildsPerHour: number
  neededPerHour: number
  wastedPerHour: number
  duplicatePerHour: number
  prematurePerHour: number
}

/**
 * Splits the hourly rebuilds into needed, duplicate and premature.
 * For a key so cold that its duplicates stretch the cycle, premature comes out below zero; it is then
 * shown as 0 and taken off the duplicates, so that waste = duplicate + premature always holds. Where pauses between
 * requests keep even a plain cache from rebuilding as often as `needed`, nothing is wasted, and the rebuilds are fewer.
 * @param needed 3600 / (T + Δ + 1/r), per hour
 * @param duplicate rebuilds started while another was in flight, per hour
 * @param premature cycles per hour less `needed`
 */
export function splitWaste(needed: number, duplicate: number, premature: number): Waste {
  const duplicatePerHour = premature < 0 ? Math.max(0, duplicate + premature) : duplicate
  const prematurePerHour = Math.max(0, premature)
  const wastedPerHour = duplicatePerHour + prematurePerHour
  return {
    rebuildsPerHour: Math.max(0, needed + (wastedPerHour > 0 ? wastedPerHour : duplicate + premature)),
    neededPerHour: needed,
    wastedPerHour,
    duplicatePerHour,
    prematurePerHour
  }
}

/** The fewest rebuilds per hour that serve every request a live value: 3600 / (T + Δ + 1/r). */
export function neededPerHour(model: { ttl: number; delta: number; rate: number }): number {
  return 3600 / (model.ttl + model.delta + 1 / model.rate)
}
