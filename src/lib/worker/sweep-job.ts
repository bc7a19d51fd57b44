import { type Model, SHARDS, settles, whyNoClosedForm } from '#core'
import type { Job } from './runner'

/**
 * Where refreshes do not settle, a cycle may take hundreds of times the work of others, and its point has no line to be
 * compared with: beyond so many steps for each cycle, one shard draws it well enough. Elsewhere a cycle takes 6 to 10.
 */
const DEAR = 16
/** Such a shard may take so many steps: a cycle without an end then has its run-in behind it, and 4000 rebuilds. */
const DEAR_SHARD = 10_000

/** The simulation of one point of a sweep. The same point of a link is always drawn from the same cycles. */
export function sweepJob(model: Model, cycles: number, seed: number): Job {
  const job = { model, cycles, seed }
  if (whyNoClosedForm(model) !== null) return { ...job, stepsPerCycle: Infinity }
  if (settles(model)) return job
  return { ...job, stepsPerCycle: DEAR, most: Math.max(SHARDS * DEAR_SHARD, DEAR * cycles) }
}
