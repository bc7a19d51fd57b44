/**
 * What the main thread and a worker say to each other. The worker says when it is ready. It gets the jobs of a run
 * once; after that only numbers cross over, and tallies or laws come back, in the order in which they were asked for.
 */
import type { FoundLaw, Tally } from '#core'
import type { Job } from '../runner'

/** Which shard of which job of which run. */
export interface ShardAddress {
  run: number
  job: number
  shard: number
}

export type WorkerRequest =
  | { kind: 'run'; run: number; jobs: Job[] }
  | ({ kind: 'shard' } & ShardAddress)
  | { kind: 'forget'; run: number }

export type WorkerReply =
  | { kind: 'ready' }
  | ({ kind: 'tally'; tally: Tally } & ShardAddress)
  /** Of a job that asked for its law: all of it, whatever the shard. */
  | ({ kind: 'law'; law: FoundLaw } & ShardAddress)
  /** The simulation threw. */
  | ({ kind: 'error'; message: string } & ShardAddress)

/** A worker as the pool sees it: one of the browser, a thread of node, the main thread in slices, a fake in tests. */
export interface Port {
  /** Never answers before it has returned. */
  send(request: WorkerRequest): void
  /** Puts the worker down at once, whatever it does. */
  terminate(): void
}

export interface PortEvents {
  answer(answer: WorkerReply): void
  /** The worker died, never came to life, or speaks in tongues: nothing more is to be had from it. */
  crash(error: Error): void
}

/** Starts a worker; throws where there is none to be had. */
export type Spawn = (events: PortEvents) => Port
