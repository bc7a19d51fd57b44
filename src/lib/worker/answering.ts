/** The worker's side of the protocol. */
import { type FoundLaw, type Model, type Tally, simulateShard } from '#core'
import type { WorkerReply, WorkerRequest } from './ports/protocol'
import type { Job } from './runner'

/**
 * @param post sends an answer, handing over the buffers of its tally
 * @param findLaw where laws are asked for as well
 */
export function answering(
  post: (answer: WorkerReply, transfer: ArrayBuffer[]) => void,
  findLaw?: (model: Model) => FoundLaw
) {
  const runs = new Map<number, Job[]>()
  return (request: WorkerRequest): void => {
    if (request.kind === 'run') runs.set(request.run, request.jobs)
    else if (request.kind === 'forget') runs.delete(request.run)
    else {
      const { run, job, shard } = request
      try {
        const { model, cycles, seed, most, chances, law } = runs.get(run)![job]
        if (law) return post({ kind: 'law', run, job, shard, law: findLaw!(model) }, [])
        const tally = simulateShard(model, cycles, seed, shard, most, chances)
        post({ kind: 'tally', run, job, shard, tally }, buffers(tally))
      } catch (error) {
        post(
          { kind: 'error', run, job, shard, message: error instanceof Error ? error.message : `${error}` },
          []
        )
      }
    }
  }
}

const buffers = ({ gaps, sizes }: Tally) =>
  [gaps.counts.buffer, sizes.counts.buffer].filter((buffer) => buffer instanceof ArrayBuffer)
