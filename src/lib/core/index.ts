/** The mathematics and the simulation of XFetch. The core imports nothing; all other code imports the core from here. */
export type { Expires, Store } from './model/deviations'
export { type CacheOptions, type Losers, NO_OPTIONS } from './model/options/cache-options'
export { processesOf, USUAL_PROCESSES } from './model/options/processes'
export { RULE_EXAMPLES } from './model/options/examples'
export { type RuleFault, ruleFault } from './model/options/fault'
export {
  type ChanceRule,
  type Expression,
  NAMES,
  OPERATIONS,
  type Operation,
  mentions
} from './model/options/tree'
export {
  asRuleAndOptions,
  IMPLEMENTATIONS,
  type Implementation,
  implementationLabel
} from './model/implementation'
export { bareModel, modelOf, plainModel, plainScenario } from './model/model-of'
export { type Checked, checkDelta, checkParameter, exactly } from './model/check'
export type { KindOf, Parameter } from './model/field'
export {
  COORDINATIONS,
  EXPIRES,
  FIELDS,
  IMPLEMENTATION_NAMES,
  LOSERS,
  NUMBER_NAMES,
  type NumberName,
  OWN_NAMES,
  PARAMETERS,
  PLAIN,
  type ParameterKey,
  STORES,
  SWEEPS,
  defaultScenario,
  fieldOf
} from './model/fields'
export { type Bursts, type PhaseRates, meanRate, phaseRates, withRates } from './model/phase-rates'
export * from './model/scenario'
export {
  closedForm,
  hourly,
  isSimulated,
  overlapShare,
  settles,
  whyNoClosedForm,
  whySimulated
} from './closed-form/closed-form'
export { isCheapLaw, whyNoLaw } from './closed-form/any-rule/why-no-law'
export {
  hasPlainWindow,
  holdsLock,
  mostInFlight,
  optionsUnlikePlain,
  plainTwin
} from './closed-form/plain-twin'
export {
  type FirstTrigger,
  type WindowModel,
  firstTrigger,
  gapCdf,
  gapDensity,
  gapQuantile,
  lateShareOf,
  trigger
} from './closed-form/first-trigger'
export { type FoundLaw, findLaw } from './closed-form/any-rule/find-law'
export { type CollapseOutlook, collapseLaw, collapseOutlook, searchedBy } from './closed-form/collapse'
export { optionLaw, whyNoOptionLaw } from './closed-form/any-rule/option-law'
export { type KnownFigures, knownFigures } from './simulation/known-figures'
export { stampedeSizeQuantiles } from './closed-form/stampede-sizes'
export { type ComparedFigure, chanceBound, distances, isComparable } from './simulation/agreement'
export { isAtOnce } from './simulation/at-once-key'
export { type Chances, type ChancesAsked } from './simulation/chances'
export { type ClosedLoop, closedLoopRun } from './simulation/closed-loop/closed-loop'
export { type NumberedCycle, cyclesOf } from './simulation/cycles'
export {
  FIGURE_KEYS,
  FIGURE_UNITS,
  SERVED_KEYS,
  SERVED_UNITS,
  type ServedFigures,
  type ServedKey,
  type FigureKey,
  type Figures,
  type Waste,
  neededPerHour
} from './model/figures'
export { type Histogram, countAbove, countQuantile, histogramQuantile, rebin } from './simulation/histogram'
export { type Request, replay } from './simulation/replay'
export { type CollapseRate, collapseRate } from './simulation/served/collapse-rate'
export { SHARDS, shardCycles } from './simulation/shards'
export { simulate, simulateShard, warmUpOf } from './simulation/simulate'
export { SimulatedKey } from './simulation/simulated-key'
export { stepsOf } from './simulation/steps'
export { summarizeServed } from './simulation/served/served-summary'
export { summarize } from './simulation/served/summarize'
export {
  type ServedSummary,
  type StandardErrors,
  type Summary,
  shareError,
  summarizeCycles
} from './simulation/summary'
export { type Tally, emptyTally, mergeTallies } from './simulation/tally'
export {
  type Binding,
  type KeyAdvice,
  adviceFrom,
  adviseExactly,
  bindingOf,
  boundsExactly,
  costBeyond,
  isHopeless,
  lawCurves,
  limitsOf,
  servableLife
} from './advice/advise'
export * from './advice/beta-path'
export { CASES, type Case, keyIn } from './advice/cases'
export { type Breaking, type Choice, type LittleGain, choose } from './advice/choose'
export { type BetaClass } from './advice/common-beta'
export { effectOfBeta, zeroIsOff } from './advice/option-curves'
export { type Bounds, type Curves, NEXT_TO_OFF, USUAL, exactCurves, leastBeta } from './advice/curves'
export {
  type Recommendation,
  adviseAll,
  asXFetch,
  recommend,
  recommender,
  xfetchInstead
} from './advice/recommend'
export { type SimulatedCase, type SimulatedCurves, simulatedCurves } from './advice/simulated-curves'
export { type Limits, type Trial, trialOf } from './advice/trial'
export * from './advice/in-full'
export { type Remedies, backgroundJob, remediesFor } from './advice/remedies'
export { type Savings, savings } from './advice/savings'
export { type Sensitivity, strongest } from './advice/sensitivity'
export type { Limit, Row } from './compare/choice'
export { type Comparison, type Laws, type Simulated, comparison } from './compare/compare'
export { lawAtOnce, lawsAtOnce } from './compare/law-at-once'
export {
  type Advised,
  type Defence,
  type DefenceName,
  DEFENCE_NAMES,
  advisedScenarios,
  defencesOf,
  staleSeconds
} from './compare/defences'
export {
  type MeasureErrors,
  type MeasureName,
  type Measures,
  MEASURE_NAMES,
  isQuick,
  measuresOfLaw
} from './compare/measures'
export { bisect, geometricMean } from './math/bisect'
export {
  decadeOf,
  exp,
  expm1,
  fromTopBits,
  hypot,
  log,
  log10,
  pow,
  powerOfTen,
  roundTo,
  topBits
} from './math/fixed-math'
export { heightOnLogLine, logGrid, positionOnLogScale, valueOnLogScale } from './math/log-scale'
export {
  type Lognormal,
  type Quantiles,
  lognormalOfQuantiles,
  lognormalQuantiles,
  lognormalSpread
} from './math/lognormal'
export { type LognormalFit, fitLognormal } from './math/lognormal-fit'
export { DRAWN, ROUGH, SKETCH } from './math/quadrature'
export { Random } from './math/random'
