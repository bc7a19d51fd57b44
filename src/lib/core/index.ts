/** The mathematics and the simulation of XFetch: pure, and without imports of its own. */
export * from './scenario'
export * from './figures'
export { firstTrigger, gapCdf, gapDensity, gapQuantile, type FirstTrigger } from './first-trigger'
export { closedForm, hourly, overlapShare, whyNoClosedForm } from './closed-form'
export { SHARDS, shardCycles, simulate, simulateShard } from './simulate'
export { emptyTally, mergeTallies, type Tally } from './tally'
export { summarize, type StandardErrors, type Summary } from './summary'
export { rebin, type Histogram } from './histogram'
