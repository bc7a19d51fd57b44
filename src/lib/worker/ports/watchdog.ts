/**
 * Watches workers that can stop without a word: killed by the browser for want of memory, caught in a loop, never
 * started. A worker at work cannot be asked whether it lives, and a long shard looks like a dead worker. So a silent
 * worker gets a deputy that does the same shards, and the first to answer stays: both would give the same bits.
 *
 * Time is counted in ticks of this thread's own timer while the page is shown. A page that sleeps, is throttled or
 * is hidden hardly ticks, so it raises no false alarm when it wakes up.
 */
import type { WorkerReply, Port, PortEvents, WorkerRequest, ShardAddress, Spawn } from './protocol'

/** ms */
export const TICK = 500
/** A worker that answers nothing for so long gets a deputy, ticks. At least twice the longest answer so far. */
export const SUSPECT = 4
/** A worker starts, and a deputy answers a ping, within so many ticks. */
export const START = 20
/** A worker and its deputy, both of which started, answer within so many ticks. */
export const LAST = 120
/** More lost workers than this, and more than one for so many answers: workers do not live long enough here. */
const MOST_LOST = { workers: 3, answers: 50 }

/** A shard of a run that no worker has received: the answer is an error, at once. */
const PING: ShardAddress = { run: -1, job: 0, shard: 0 }

type RunRequest = Extract<WorkerRequest, { kind: 'run' }>
type Asked = Extract<WorkerRequest, { kind: 'shard' }>

/** What the workers of a pool have in common. */
interface Experience {
  /** The longest time to an answer, ticks. */
  slowest: number
  answers: number
  lost: number
}

/**
 * The same workers, watched: one that falls silent is replaced, or reported as crashed where its deputy is silent
 * too. Throws where too many have been lost.
 * @param isShown whether a missing answer counts; by default not while the page is hidden
 */
export function watched(
  spawn: Spawn,
  isShown = () => globalThis.document?.visibilityState !== 'hidden'
): Spawn {
  const experience: Experience = { slowest: 0, answers: 0, lost: 0 }
  const spawnUnlessLost: Spawn = (events) => {
    const { lost, answers } = experience
    if (lost > MOST_LOST.workers && lost * MOST_LOST.answers > answers)
      throw new Error(`${lost} workers stopped without a word in ${answers} parts of simulations`)
    return spawn(events)
  }
  return (events) => new WatchedPort(spawnUnlessLost, events, experience, isShown)
}

interface Worker {
  port: Port
  started: boolean
}

class WatchedPort implements Port {
  private worker: Worker
  private deputy: Worker | null = null
  /** The pool knows that there is a worker, and so may ask. */
  private announced = false
  /** The deputy has answered its ping. */
  private deputyLives = false
  /** Its deputy died before either has answered. */
  private alone = false
  /** The runs that the worker has received: its deputy needs them too. */
  private readonly runs = new Map<number, RunRequest>()
  /** Shards without an answer. */
  private owed: Asked[] = []
  /** Ticks since the last sign of life, and since the last answer or the request after it. */
  private silent = 0
  private waited = 0
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(
    private readonly spawn: Spawn,
    private readonly events: PortEvents,
    private readonly experience: Experience,
    private readonly isShown: () => boolean
  ) {
    this.worker = this.start()
    this.watch()
  }

  send(request: WorkerRequest): void {
    if (request.kind === 'run') this.runs.set(request.run, request)
    else if (request.kind === 'forget') this.runs.delete(request.run)
    else {
      if (this.owed.length === 0) this.silent = this.waited = 0
      this.owed.push(request)
      this.watch()
    }
    // One that starts later is briefed then.
    for (const { port, started } of this.workers) if (started) port.send(request)
  }

  terminate(): void {
    clearInterval(this.timer)
    for (const { port } of this.workers) port.terminate()
  }

  private get workers(): Worker[] {
    return this.deputy ? [this.worker, this.deputy] : [this.worker]
  }

  private start(): Worker {
    const worker: Worker = { port: undefined!, started: false }
    const isMine = () => this.workers.includes(worker)
    worker.port = this.spawn({
      answer: (answer) => isMine() && this.heard(worker, answer),
      crash: (error) => isMine() && this.crashed(worker, error)
    })
    return worker
  }

  private heard(worker: Worker, answer: WorkerReply): void {
    if (answer.kind === 'ready') {
      this.silent = 0
      worker.started = true
      if (this.announced) this.brief(worker)
      else this.events.answer(answer)
      this.announced = true
    } else if (answer.run === PING.run) {
      this.silent = 0
      this.deputyLives = true
    } else {
      // What a dead worker wasted is no measure of a shard.
      const took = worker === this.worker ? this.waited : this.silent
      this.keep(worker)
      this.experience.answers++
      this.experience.slowest = Math.max(this.experience.slowest, took)
      this.silent = this.waited = 0
      this.alone = false
      this.owed = this.owed.filter(
        ({ run, job, shard }) => run !== answer.run || job !== answer.job || shard !== answer.shard
      )
      this.events.answer(answer)
    }
  }

  /** The first to answer stays. */
  private keep(worker: Worker): void {
    if (!this.deputy) return
    const other = worker === this.deputy ? this.worker : this.deputy
    if (worker === this.deputy) this.experience.lost++
    this.worker = worker
    this.deputy = null
    other.port.terminate()
  }

  private crashed(worker: Worker, error: Error): void {
    if (!this.deputy) return this.events.crash(error)
    // A second deputy would hardly fare better.
    this.alone = worker === this.deputy
    // The other one has the same requests, or gets them once it starts.
    this.keep(this.alone ? this.worker : this.deputy)
  }

  private brief({ port }: Worker): void {
    port.send({ kind: 'shard', ...PING })
    for (const run of this.runs.values()) port.send(run)
    for (const asked of this.owed) port.send(asked)
  }

  private watch(): void {
    this.timer ??= setInterval(() => this.tick(), TICK)
  }

  private tick(): void {
    if (!this.isShown()) return
    if (this.worker.started && this.owed.length === 0) {
      clearInterval(this.timer)
      this.timer = undefined
      return
    }
    this.silent++
    this.waited++
    if (this.deputy) {
      if (this.silent >= (this.deputyLives ? LAST : START)) this.lose('neither worker nor deputy answers')
    } else if (!this.worker.started) {
      if (this.silent >= START) this.lose('it did not start')
    } else if (this.alone) {
      if (this.silent >= LAST) this.lose('it does not answer, and its deputy died')
    } else if (this.silent >= Math.max(SUSPECT, 2 * this.experience.slowest)) this.callDeputy()
  }

  private callDeputy(): void {
    this.silent = 0
    this.deputyLives = false
    try {
      this.deputy = this.start()
    } catch {
      this.lose('it does not answer, and no other can be started')
    }
  }

  private lose(why: string): void {
    this.experience.lost++
    const seconds = (this.waited * TICK) / 1000
    this.events.crash(new Error(`A worker was silent for ${seconds} s: ${why}`))
  }
}
