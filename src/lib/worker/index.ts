/** Runs simulations off the main thread where that is possible. */
export type { Job, Progress, Runner } from './runner'
export { createRunner } from './choose-runner'
export { createInlineRunner } from './inline-runner'
export { createPoolRunner, type PoolOptions } from './pool-runner'
