/** Workers of the tests: they answer in the order that a test asks for, or die. */
import { answering } from '../answering'
import type { WorkerReply, PortEvents, WorkerRequest, Spawn } from './protocol'

export class FakeWorker {
  readonly requests: WorkerRequest[] = []
  terminated = false
  private started = false
  private readonly answers: WorkerReply[] = []
  private readonly serve = answering((answer) => this.answers.push(structuredClone(answer)))

  constructor(readonly events: PortEvents) {}

  /** Shards that it was asked for and has not answered. */
  get waiting(): number {
    return this.requests.length
  }

  start(): void {
    if (!this.started) this.events.answer({ kind: 'ready' })
    this.started = true
  }

  send(request: WorkerRequest): void {
    if (this.terminated) throw new Error('A request to a worker that was put down')
    if (request.kind === 'shard') this.requests.push(request)
    else this.serve(structuredClone(request))
  }

  /** Answers the oldest request. */
  answer(): void {
    this.serve(this.requests.shift()!)
    this.events.answer(this.answers.shift()!)
  }

  crash(): void {
    this.events.crash(new Error('crashed'))
  }
}

/** A spawn that keeps its workers in a list; `living` starts those that have not started yet. */
export function fakes(): { spawn: Spawn; workers: FakeWorker[]; living: () => FakeWorker[] } {
  const workers: FakeWorker[] = []
  const spawn: Spawn = (events) => {
    const worker = new FakeWorker(events)
    workers.push(worker)
    return {
      send: (request) => worker.send(request),
      terminate: () => (worker.terminated = true)
    }
  }
  const alive = () => workers.filter(({ terminated }) => !terminated)
  const living = () => {
    alive().forEach((worker) => worker.start())
    return alive()
  }
  return { spawn, workers, living }
}

/** Lets living workers answer, each time the one that `choose` names, until nobody has anything to do. */
export function work(living: () => FakeWorker[], choose: (busy: number) => number = () => 0): void {
  for (;;) {
    const busy = living().filter(({ waiting }) => waiting > 0)
    if (busy.length === 0) return
    busy[choose(busy.length)].answer()
  }
}
