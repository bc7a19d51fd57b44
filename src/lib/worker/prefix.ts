import { type Tally, emptyTally, mergeTallies } from '#core'
import type { Job } from './runner'

/**
 * Merges the tallies of one job in the order of their shards, in whatever order they come: sums of doubles depend
 * on it, and the figures must not depend on the workers.
 */
export class Prefix {
  /** Whether all is there that the job asks for. */
  complete: boolean
  private known: Tally | null = null
  /** In order, those that come after what is in `known`: merging waits until somebody asks. */
  private fresh: Tally[] = []
  private next = 0
  private cycles = 0
  private steps = 0
  private unsettled = 0
  private readonly ahead = new Map<number, Tally>()

  /** @param shards of the job */
  constructor(
    private readonly shards: number,
    private readonly job: Pick<Job, 'onlySettled' | 'stepsPerCycle'>
  ) {
    this.complete = shards === 0
  }

  add(shard: number, tally: Tally): void {
    this.ahead.set(shard, tally)
    for (let found; !this.complete && (found = this.ahead.get(this.next)); this.next++) {
      this.ahead.delete(this.next)
      this.fresh.push(found)
      this.cycles += found.cycles
      this.steps += found.steps
      this.unsettled += found.unsettled
      this.complete = this.next + 1 === this.shards || this.enough
    }
  }

  /** Shards 0…n−1 without a hole; null when shard 0 is not there yet. */
  get merged(): Tally | null {
    if (this.fresh.length > 0) this.known = mergeTallies(this.known ?? emptyTally(), ...this.fresh.splice(0))
    return this.known
  }

  private get enough(): boolean {
    const { cycles, steps, unsettled } = this
    const { onlySettled = false, stepsPerCycle } = this.job
    if (onlySettled && unsettled > 0) return true
    // One cycle has no standard error.
    return stepsPerCycle !== undefined && cycles > 1 && (unsettled > 0 || steps > stepsPerCycle * cycles)
  }
}
