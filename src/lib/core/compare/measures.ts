/** What defences are compared by, from a law or from a simulation. */
import type { OptionLaw } from '../closed-form/any-rule/option-law'
import { longestLife } from '../model/deviations'
import type { ServedKey } from '../model/figures'
import { NO_OPTIONS } from '../model/options/cache-options'
import type { Model } from '../model/scenario'
import { summarize } from '../simulation/served/summarize'
import type { StandardErrors } from '../simulation/summary'
import type { Tally } from '../simulation/tally'

/** Shares are from 0 to 1. docs/model.md defines each figure but `oldest`. */
export interface Measures {
  rebuildsPerHour: number
  inFlightMaxMean: number
  inFlightMaxP99: number
  blockedShare: number
  /** s; null where nobody waits, and where no law is known. */
  waitP99: number | null
  staleShare: number
  lateShare: number
  /** p95 of the gap over the lifetime; 0 where no cycle is early. */
  lifetimeShare: number
  collapse: number | null
}
export type MeasureName = keyof Measures

export const MEASURE_NAMES: readonly MeasureName[] = [
  'rebuildsPerHour',
  'inFlightMaxMean',
  'inFlightMaxP99',
  'blockedShare',
  'waitP99',
  'staleShare',
  'lateShare',
  'lifetimeShare',
  'collapse'
]

/** Standard errors; null where the measure is. */
export type MeasureErrors = Record<MeasureName, number | null>

export interface SimulatedMeasures {
  measures: Measures
  errors: MeasureErrors
  cycles: number
  /** Refreshes run into each other, or the origin collapsed for good: only the rebuilds per hour mean something. */
  unsettled: boolean
}

/** The measures among all figures, or among their standard errors. */
const measuresOf = (
  { ttl }: Model,
  figures: StandardErrors,
  served: Record<ServedKey, number | null>
): MeasureErrors => ({
  rebuildsPerHour: figures.rebuildsPerHour,
  inFlightMaxMean: served.inFlightMaxMean,
  inFlightMaxP99: served.inFlightMaxP99,
  blockedShare: figures.blockedShare,
  waitP99: served.waitP99,
  staleShare: served.staleShare,
  lateShare: figures.lateShare,
  lifetimeShare: (figures.gapP95 ?? 0) / ttl,
  collapse: served.collapse
})

/** The measures of a law that was found for a model; null where it has none. */
export const measuresOfLaw = (model: Model, law: OptionLaw | null): Measures | null =>
  law && (measuresOf(model, law.figures, law.served) as Measures)

/**
 * Whether the law of a model is found before a page is sent. That of an expression over lifetimes with jitter takes about
 * half a second, and a comparison asks for several: the page has a worker find it.
 */
export function isQuick({ options }: Model): boolean {
  const { jitter, rule } = options ?? NO_OPTIONS
  return jitter === 0 || rule === null
}

/** The measures of a simulation of a model with options. */
export function simulatedOf(model: Model, tally: Tally): SimulatedMeasures {
  const { figures, standardErrors, served, cycles, unsettled } = summarize(model, tally)
  const { figures: given, standardErrors: servedErrors, forGood } = served!
  return {
    measures: measuresOf(model, figures, given) as Measures,
    errors: measuresOf(model, standardErrors, servedErrors),
    cycles,
    unsettled: unsettled > 0 || forGood > 0
  }
}

/**
 * The oldest value that a request may get, s since it was written: the longest life and the stale window behind it.
 * Infinity where losers get the old value however old it is.
 */
export function oldestOf(model: Model): number {
  const { jitter, losers, stale } = model.options ?? NO_OPTIONS
  if (losers === 'stale' && model.coordination === 'lock') return Infinity
  return longestLife(model) * (1 + jitter) + stale
}
