/** What the benchmarks measure, bundled for node. */
export {
  adviseExactly,
  modelOf,
  optionLaw,
  simulate,
  simulateShard,
  summarize,
  whyNoLaw
} from '../src/lib/core'
export { parseLink } from '../src/lib/link/parameters/codec'
export { parseRule } from '../src/lib/link/rules/rule-parser'
export { useRuleParser } from '../src/lib/link/rules/rule-reader'
export { spawnThread } from '../src/lib/server/threads/thread-port'
export { adviseKey } from '../src/lib/worker/advising'
export { createInlineRunner } from '../src/lib/worker/inline-runner'
export { createPoolRunner } from '../src/lib/worker/pool/pool-runner'
export { draw } from './default-picture'
