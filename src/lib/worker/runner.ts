import type { ChancesAsked, FoundLaw, Model, Tally } from '#core'

/** One point of a figure: a model to simulate. */
export interface Job {
  model: Model
  cycles: number
  seed: number
  /** The steps of work (core/simulation/steps.ts) that all shards together may take; no limit by default. */
  most?: number
  /**
   * Ends the job with the first shard that holds an unsettled cycle, for those who then want to know no more. Which
   * shard that is depends on the job alone and not on the workers.
   */
  onlySettled?: boolean
  /**
   * Ends the job early where refreshes do not settle: with the first shard by which it has two cycles and has either cut
   * one off or taken more steps than this for each. Which shard that is depends on the job alone, too.
   */
  stepsPerCycle?: number
  /** Chances to add up. */
  chances?: ChancesAsked
  /** Asks for the law in place of a simulation, of workers that know it: threads of the server. */
  law?: true
}

/** What is there so far. */
export interface Progress {
  /**
   * For each job its tally over the finished shards 0…n−1 without a hole, merged in shard order; null when shard 0
   * is not there yet.
   */
  tallies: (Tally | null)[]
  /** The laws that came, at the places of the jobs that asked for them. */
  laws: FoundLaw[]
  /** Finished shards and all shards, over all jobs. */
  done: number
  total: number
  /** Simulated cycles in finished shards (including those not yet merged) and seconds since the start. */
  cycles: number
  seconds: number
}

/** Runs simulations somewhere; where does not show in the result. */
export interface Runner {
  /**
   * Runs all shards of all jobs, shard 0 of every job first. Calls back about every 100 ms with merged prefixes, the
   * first time as soon as shard 0 of every job is there or 40 ms have passed, the last time with what it resolves with: the final
   * progress. Rejects with the signal's reason when aborted (at once), and with what the simulation or the callback
   * threw. Several runs may go on at the same time; they take turns.
   * @param shards of every job; all by default, fewer for a first look
   */
  run(
    jobs: Job[],
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
    shards?: number
  ): Promise<Progress>
  /** Puts workers down; a run that still goes on is rejected with an AbortError. */
  close(): void
}
