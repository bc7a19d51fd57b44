import { type Tally, emptyTally, mergeTallies } from '#core'

/**
 * Merges the tallies of one job in the order of their shards, in whatever order they come: sums of doubles depend
 * on it, and the figures must not depend on the workers.
 */
export class Prefix {
  /** Shards 0…n−1 without a hole; null when shard 0 is not there yet. */
  merged: Tally | null = null
  /** Whether all is there that the job asks for. */
  complete: boolean
  private next = 0
  private readonly ahead = new Map<number, Tally>()

  /**
   * @param shards of the job
   * @param onlySettled whether the first shard with an unsettled cycle is the last one
   */
  constructor(
    private readonly shards: number,
    private readonly onlySettled: boolean
  ) {
    this.complete = shards === 0
  }

  add(shard: number, tally: Tally): void {
    this.ahead.set(shard, tally)
    for (let found; !this.complete && (found = this.ahead.get(this.next)); this.next++) {
      this.ahead.delete(this.next)
      this.merged = mergeTallies(this.merged ?? emptyTally(), found)
      this.complete = this.next + 1 === this.shards || (this.onlySettled && found.unsettled > 0)
    }
  }
}
