/** The mathematics and the simulation of XFetch: pure, and without imports of its own. */
export * from './scenario'
export { modelOf, plainModel, plainScenario } from './model-of'
export { LENSES, lensLabel, type Choices, type Lens } from './lens'
export type { Quirks, StoredDelta } from './quirks'
export * from './figures'
export { firstTrigger, gapCdf, gapDensity, gapQuantile, type FirstTrigger } from './first-trigger'
export { closedForm, hourly, overlapShare, settles, whyNoClosedForm, whySimulated } from './closed-form'
export { knownFigures, type KnownFigures } from './known-figures'
export { SHARDS, shardCycles, simulate, simulateShard, warmUpOf } from './simulate'
export { stepsOf } from './steps'
export { emptyTally, mergeTallies, type Tally } from './tally'
export { summarize, type StandardErrors, type Summary } from './summary'
export type { Histogram } from './histogram'
export { rebin } from './rebin'
export {
  adviseExactly,
  bindingOf,
  boundsExactly,
  hopeless,
  limitsOf,
  type Binding,
  type KeyAdvice
} from './advise'
export {
  atLeast,
  searchBeta,
  trialOf,
  type Ask,
  type Limits,
  type Plan,
  type Reason,
  type Search,
  type Trial
} from './beta-search'
export { betaOf, commonBeta, type CommonBeta } from './common-beta'
export { betaToSet, costAt, keeps, leeway } from './leeway'
export { remediesFor, type Remedies } from './remedies'
export { sensitivityExactly, sensitivityOf, strongest, variations, type Sensitivity } from './sensitivity'
export { savings, type Savings } from './savings'
