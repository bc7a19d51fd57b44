import { SHARDS, emptyTally, shardCycles, type FoundLaw, type Tally } from '#core'
import { Prefix } from './prefix'
import type { Job, Progress } from './runner'

/** ms */
const BETWEEN_CALLS = 100
/** What is there after this time is shown, even if some point still waits for its first cycles; ms. */
const FIRST_CALL = 40

/** A shard to be simulated, and how often a worker died of it. */
export interface Shard {
  run: Run
  job: number
  shard: number
  crashes: number
}

/** The books of one run: which shards are to be handed out, and what has come back. */
export class Run {
  readonly jobs: Job[]
  readonly result: Promise<Progress>
  ended = false
  private resolve!: (progress: Progress) => void
  private reject!: (reason: unknown) => void
  private readonly start = performance.now()
  private readonly prefixes: Prefix[]
  private readonly laws: FoundLaw[] = []
  private readonly total: number
  private handedOut = 0
  private readonly returned: Shard[] = []
  private done = 0
  private cycles = 0
  private begun = 0
  private lastCall = -Infinity

  /** @param onEnd called once, when the run is over for whatever reason */
  constructor(
    readonly number: number,
    jobs: Job[],
    private readonly onProgress: (progress: Progress) => void,
    private readonly onEnd: (run: Run) => void,
    shards = SHARDS
  ) {
    // Plain copies: a page may hand in proxies, which cannot be sent, and may change them before all is sent.
    this.jobs = jobs.map((job) => ({
      ...job,
      model: { ...job.model, arrivals: { ...job.model.arrivals } }
    }))
    this.prefixes = jobs.map((job) => new Prefix(shards, job))
    this.total = jobs.length * shards
    // What a shard without a cycle brings is known; a message to a worker and back costs as much as some hundred cycles.
    for (let turn = 0; turn < this.total; turn++) {
      if (!this.isEmpty(turn)) continue
      const { job, shard } = this.place(turn)
      this.prefixes[job].add(shard, emptyTally())
      this.done++
    }
    this.result = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }))
  }

  get hasNext(): boolean {
    this.skip()
    return !this.ended && (this.returned.length > 0 || this.handedOut < this.total)
  }

  /** Whose turn it is: shard 0 of every job first. */
  private place(turn: number): { job: number; shard: number } {
    return { job: turn % this.jobs.length, shard: Math.floor(turn / this.jobs.length) }
  }

  private isEmpty(turn: number): boolean {
    const { job, shard } = this.place(turn)
    return !this.jobs[job].law && shardCycles(this.jobs[job].cycles, shard) === 0
  }

  /** Leaves out the shards without a cycle, and those of jobs that are complete without them. */
  private skip(): void {
    while (
      this.handedOut < this.total &&
      (this.prefixes[this.place(this.handedOut).job].complete || this.isEmpty(this.handedOut))
    )
      this.handedOut++
  }

  /** The next shard to simulate. */
  take(): Shard | undefined {
    if (!this.hasNext) return undefined
    const returned = this.returned.shift()
    if (returned) return returned
    return { run: this, ...this.place(this.handedOut++), crashes: 0 }
  }

  /** A shard that was taken and not simulated. */
  giveBack(shard: Shard): void {
    this.returned.push(shard)
  }

  add({ job, shard }: Shard, tally: Tally): void {
    if (this.ended) return
    this.prefixes[job].add(shard, tally)
    this.cycles += tally.cycles
    this.came(shard)
  }

  /** The law of a job is all that it asked for. */
  found({ job, shard }: Shard, law: FoundLaw): void {
    if (this.ended) return
    this.laws[job] = law
    this.prefixes[job].complete = true
    this.came(shard)
  }

  private came(shard: number): void {
    this.done++
    if (shard === 0) this.begun++
    const now = performance.now()
    const first = this.begun === this.jobs.length || now - this.start >= FIRST_CALL
    const due = first && now - this.lastCall >= BETWEEN_CALLS
    if (this.complete) this.finish()
    else if (due) this.call(this.progress())
  }

  /** Ends the run if nothing is left to do, as from the beginning where there are no jobs. */
  finish(): void {
    if (this.ended || !this.complete) return
    const progress = this.progress()
    this.call(progress)
    this.end(() => this.resolve(progress))
  }

  private get complete(): boolean {
    return this.prefixes.every(({ complete }) => complete)
  }

  fail(reason: unknown): void {
    this.end(() => this.reject(reason))
  }

  private end(settle: () => void): void {
    if (this.ended) return
    this.ended = true
    settle()
    this.onEnd(this)
  }

  private progress(): Progress {
    return {
      tallies: this.prefixes.map(({ merged }) => merged),
      laws: this.laws,
      done: this.complete ? this.total : this.done,
      total: this.total,
      cycles: this.cycles,
      seconds: (performance.now() - this.start) / 1000
    }
  }

  private call(progress: Progress): void {
    try {
      this.onProgress(progress)
    } catch (error) {
      this.fail(error)
    }
    this.lastCall = performance.now()
  }
}
