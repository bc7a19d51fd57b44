/** What the benchmarks measure, bundled for node. */
export { simulate, summarize } from '../src/lib/core'
export { spawnThread } from '../src/lib/server/threads/thread-port'
export { createPoolRunner } from '../src/lib/worker/pool/pool-runner'
export { draw } from './default-picture'
