/** What the benchmarks measure, bundled for a browser. */
import { createInlineRunner } from '../src/lib/worker/inline-runner'
import { createPoolRunner } from '../src/lib/worker/pool/pool-runner'
import { spawnWorker } from '../src/lib/worker/ports/worker-port'
import { draw } from './default-picture'

Object.assign(globalThis, {
  workers: (size: number, times: number) =>
    draw(createPoolRunner({ size, spawn: spawnWorker, fallback: null }), times),
  inline: (times: number) => draw(createInlineRunner(), times)
})
