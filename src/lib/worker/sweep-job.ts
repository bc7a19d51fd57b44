import { type Model, settles, whyNoClosedForm } from '#core'
import type { Job } from './runner'

/**
 * Where refreshes do not settle, a cycle may take hundreds of times the work of others, and its point has no line to be
 * compared with: beyond so many steps for each cycle, one shard draws it well enough. Elsewhere a cycle takes 6 to 10.
 */
const DEAR = 16

/** The simulation of one point of a sweep. The same point of a link is always drawn from the same cycles. */
export function sweepJob(model: Model, cycles: number, seed: number): Job {
  if (whyNoClosedForm(model) !== null) return { model, cycles, seed, stepsPerCycle: Infinity }
  return settles(model) ? { model, cycles, seed } : { model, cycles, seed, stepsPerCycle: DEAR }
}
