/** The figures for one key at one β, which closed form and simulation both give. */
import type { Model } from './scenario'

/**
 * Shares are from 0 to 1, gaps and cycles are in seconds, `…PerHour` is per hour, the rest are numbers of rebuilds or
 * requests. Gap figures are over the cycles whose first trigger came early, and null where there are none.
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
  /** Rebuilds started while another was in flight, per cycle. The stampede size is one more. */
  duplicatesMean: number
  /** 99 % of the cycles start at most this many rebuilds. */
  stampedeSizeP99: number
  /** Mean length of a cycle, s. */
  cycleSeconds: number
  rebuildsPerHour: number
  /** 3600 / (T + Δ + 1/r): plain TTL with a perfect lock. */
  neededPerHour: number
  /** duplicatePerHour + prematurePerHour, to the last digit. */
  wastedPerHour: number
  duplicatePerHour: number
  /** Rebuilds that are needed only because early refreshes shorten the lifetime; never below 0. */
  prematurePerHour: number
  /** Share of requests that wait for a rebuild. */
  blockedShare: number
  /** rΔ: what makes a key hot or cold for XFetch. */
  requestsPerRebuild: number
}

export type FigureKey = keyof Figures

/** What requests get from a cache with options; shares are of all requests. */
export interface ServedFigures {
  /** Share of requests that are answered with an expired value. */
  staleShare: number
  /** The most rebuilds in flight at once, per cycle. */
  inFlightMaxMean: number
  inFlightMaxP99: number
  /** From arrival to answer over the requests that wait, s; null where none do. */
  waitMean: number | null
  waitP99: number | null
  /** Share of cycles in which rebuilds run for longer than a lifetime; null without a limit of the origin. */
  collapse: number | null
}

export type ServedKey = keyof ServedFigures

/** The unit of each of them, in the order in which they are shown. */
export const SERVED_UNITS: Record<ServedKey, string> = {
  staleShare: 'share of requests',
  inFlightMaxMean: 'rebuilds',
  inFlightMaxP99: 'rebuilds',
  waitMean: 's',
  waitP99: 's',
  collapse: 'share of cycles'
}

export const SERVED_KEYS = Object.keys(SERVED_UNITS) as readonly ServedKey[]

/** The unit of each figure, in the order in which the figures are shown. */
export const FIGURE_UNITS: Record<FigureKey, string> = {
  earlyShare: 'share of cycles',
  lateShare: 'share of cycles',
  gapMean: 's',
  gapP05: 's',
  gapP50: 's',
  gapP95: 's',
  duplicatesMean: 'rebuilds per cycle',
  stampedeSizeP99: 'rebuilds',
  cycleSeconds: 's',
  rebuildsPerHour: '1/h',
  neededPerHour: '1/h',
  wastedPerHour: '1/h',
  duplicatePerHour: '1/h',
  prematurePerHour: '1/h',
  blockedShare: 'share of requests',
  requestsPerRebuild: 'requests'
}

/** The figures in the order in which they are shown. */
export const FIGURE_KEYS = Object.keys(FIGURE_UNITS) as readonly FigureKey[]

/** The rebuilds of a key, per hour. */
export type Waste = Pick<
  Figures,
  'rebuildsPerHour' | 'neededPerHour' | 'wastedPerHour' | 'duplicatePerHour' | 'prematurePerHour'
>

/**
 * Splits the hourly rebuilds into needed, duplicate and premature.
 * The duplicates of a cold key stretch its cycle, so `premature` may be below 0. It is then subtracted from the duplicates
 * and reported as 0, so that wasted = duplicate + premature always holds. Where pauses between requests keep even a plain
 * cache from rebuilding as often as `needed`, nothing is wasted and the rebuilds are fewer than needed.
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

/** Seconds of an hour, over all instances of a cache: hourly figures are those of all together. */
export const hourOf = ({ options }: Pick<Model, 'options'>): number => 3600 * (options?.instances ?? 1)

/** The fewest rebuilds per hour with which no value is served after its expiry: 3600 / (T + Δ + 1/r), T and Δ in s, r in 1/s. */
export const neededPerHour = (model: Pick<Model, 'ttl' | 'delta' | 'rate' | 'options'>): number =>
  hourOf(model) / (model.ttl + model.delta + 1 / model.rate)
