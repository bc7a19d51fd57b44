import { spawnInline } from '../ports/inline-port'
import type { WorkerReply, Port, Spawn } from '../ports/protocol'
import { Run, type Shard } from '../run'
import type { Job, Progress, Runner } from '../runner'

export interface PoolOptions {
  /** How many workers at most; by default one per processor, up to 8. */
  size?: number
  spawn: Spawn
  /** Who does it where workers cannot: by default the main thread; with null the run fails. */
  fallback?: Spawn | null
  /** Workers with nothing to do for so long are put down, ms; by default half a minute, Infinity for never. */
  rest?: number
}

/** Shards that a worker has at a time: one to simulate and one to go on with. */
const IN_FLIGHT = 2
/** How long a worker may finish what nobody wants any more, ms; starting a new one costs about as much. */
const PATIENCE = 50
/** ms */
const REST = 30_000
/** A shard is tried with so many workers. */
const TRIES = 2

/** Several workers died of the same part of a simulation, and there is no fallback. */
export class WorkerDied extends Error {
  constructor() {
    super(`${TRIES} workers died of the same part of a simulation`)
  }
}

/** Runs simulations on a pool of workers that take turns among the runs. */
export function createPoolRunner(options: PoolOptions): Runner {
  return new Pool(options)
}

/** A worker and what it was asked for. */
interface Member {
  port: Port
  /** Oldest first; the first one is being simulated. */
  asked: Shard[]
  /** Runs whose jobs it has received. */
  knows: Set<Run>
  /** It has started. Until then it gets nothing: others that have may be faster. */
  ready: boolean
  gone: boolean
}

class Pool implements Runner {
  private size: number
  private spawn: Spawn
  private readonly fallback: Spawn | null
  private members: Member[] = []
  private runs: Run[] = []
  private started = 0
  /** Workers that died since one last answered. */
  private crashes = 0
  private closed = false
  private resting: ReturnType<typeof setTimeout> | undefined
  private readonly rest: number

  constructor({ size = usualSize(), spawn, fallback = spawnInline, rest = REST }: PoolOptions) {
    this.size = Math.max(1, size)
    this.spawn = spawn
    this.fallback = fallback
    this.rest = rest
  }

  run(
    jobs: Job[],
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
    shards?: number
  ): Promise<Progress> {
    const abort = () => run.fail(signal!.reason)
    const leave = () => {
      signal?.removeEventListener('abort', abort)
      this.leave(run)
    }
    const run = new Run(this.started++, jobs, onProgress, leave, shards)
    this.runs.push(run)
    clearTimeout(this.resting)
    if (this.closed) run.fail(closedError())
    else if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
    run.finish()
    this.feed()
    return run.result
  }

  close(): void {
    this.closed = true
    for (const run of [...this.runs]) run.fail(closedError())
    this.members.forEach(putDown)
    this.members = []
    clearTimeout(this.resting)
  }

  /** Hires up to size and gives every worker one shard, then a second one. */
  private feed(): void {
    while (this.members.length < this.size && this.runs.some((run) => run.hasNext)) {
      try {
        this.members.push(this.hire(this.spawn))
      } catch (error) {
        if (this.members.length === 0) return this.giveUp(error)
        this.size = this.members.length
      }
    }
    for (let most = 1; most <= IN_FLIGHT; most++) {
      for (const member of this.members) {
        const shard = member.ready && member.asked.length < most ? this.next() : undefined
        if (shard) ask(member, shard)
      }
    }
  }

  /** The next shard of the run whose turn it is. */
  private next(): Shard | undefined {
    for (let left = this.runs.length; left > 0; left--) {
      const run = this.runs.shift()!
      this.runs.push(run)
      const shard = run.take()
      if (shard) return shard
    }
    return undefined
  }

  private hire(spawn: Spawn): Member {
    const member: Member = { port: undefined!, asked: [], knows: new Set(), ready: false, gone: false }
    member.port = spawn({
      answer: (answer) => !member.gone && this.answered(member, answer),
      crash: (error) => !member.gone && this.crashed(member, error)
    })
    return member
  }

  private answered(member: Member, answer: WorkerReply): void {
    if (answer.kind === 'ready') member.ready = true
    else this.take(member, answer)
    this.feed()
  }

  private take({ asked }: Member, answer: Exclude<WorkerReply, { kind: 'ready' }>): void {
    this.crashes = 0
    const at = asked.findIndex(
      ({ run, job, shard }) => run.number === answer.run && job === answer.job && shard === answer.shard
    )
    if (at < 0) return
    const [shard] = asked.splice(at, 1)
    if (answer.kind === 'tally') shard.run.add(shard, answer.tally)
    else if (answer.kind === 'law') shard.run.found(shard, answer.law)
    else shard.run.fail(new Error(answer.message))
  }

  /** Its shards go to others; the one that it died of may have been the reason. */
  private crashed(member: Member, error: Error): void {
    const [reason] = member.asked
    if (reason) reason.crashes++
    this.dismiss(member)
    // Without a fallback a shard that kills its workers fails alone; the runs of others go on.
    if (!member.ready || this.fallback) this.crashes++
    if (this.crashes >= TRIES * this.size) this.giveUp(error)
    this.feed()
  }

  /** Puts a worker down and takes back what it was asked for. */
  private dismiss(member: Member): void {
    putDown(member)
    this.members = this.members.filter((other) => other !== member)
    for (const shard of member.asked) {
      if (shard.crashes < TRIES) shard.run.giveBack(shard)
      else if (this.fallback) ask(this.hire(this.fallback), shard)
      else shard.run.fail(new WorkerDied())
    }
  }

  /** No worker is to be had: what there is to do goes to the fallback, or fails. */
  private giveUp(error: unknown): void {
    const { fallback } = this
    this.crashes = 0
    if (!fallback || this.spawn === fallback) {
      for (const run of [...this.runs]) run.fail(error)
      return
    }
    this.spawn = fallback
    this.size = 1
    for (const member of [...this.members]) this.dismiss(member)
    this.feed()
  }

  /** A run is over: nobody works for it any longer than it takes to start a new worker. */
  private leave(run: Run): void {
    this.runs = this.runs.filter((other) => other !== run)
    for (const { port, knows } of this.members)
      if (knows.delete(run)) port.send({ kind: 'forget', run: run.number })
    const isLate = ({ asked }: Member) => asked.length > 0 && asked[0].run === run
    if (this.members.some(isLate)) {
      setTimeout(() => {
        for (const member of this.members.filter(isLate)) this.dismiss(member)
        this.feed()
      }, PATIENCE)
    }
    if (this.runs.length === 0 && !this.closed && this.rest < Infinity) {
      this.resting = setTimeout(() => [...this.members].forEach((member) => this.dismiss(member)), this.rest)
    }
  }
}

function ask({ port, asked, knows }: Member, shard: Shard): void {
  const { run, job } = shard
  if (!knows.has(run)) port.send({ kind: 'run', run: run.number, jobs: run.jobs })
  knows.add(run)
  asked.push(shard)
  port.send({ kind: 'shard', run: run.number, job, shard: shard.shard })
}

function putDown(member: Member): void {
  member.gone = true
  member.port.terminate()
}

function usualSize(): number {
  return Math.min(8, globalThis.navigator?.hardwareConcurrency || 2)
}

const closedError = () => new DOMException('The runner was closed', 'AbortError')
