import { expect, test } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { createRunner } from './choose-runner'
import { createInlineRunner } from './inline-runner'
import { createPoolRunner } from './pool/pool-runner'
import type { Spawn } from './ports/protocol'
import type { Job, Progress, Runner } from './runner'
import { watched } from './ports/watchdog'
import { spawnWorker } from './ports/worker-port'

const scenario = defaultScenario()
const jobs: Job[] = (['none', 'lock'] as const).flatMap((coordination) =>
  scenario.keys.map((key) => ({ model: modelOf({ ...scenario, coordination }, key), cycles: 3000, seed: 7 }))
)
const truth = jobs.map(({ model, cycles, seed }) => simulate(model, cycles, seed))

test.each<[string, () => Runner]>([
  ['the best runner there is', createRunner],
  ['one real worker', () => createPoolRunner({ size: 1, spawn: spawnWorker, fallback: null })],
  ['three real workers', () => createPoolRunner({ size: 3, spawn: spawnWorker, fallback: null })],
  ['the main thread', createInlineRunner]
])('%s gives the bits of one loop in this browser', async (_, create) => {
  const runner = create()
  const seen: Progress[] = []
  const { tallies } = await runner.run(jobs, (progress) => seen.push(progress))
  expect(tallies).toEqual(truth)
  expect(seen.length).toBeGreaterThan(1)
  runner.close()
})

test('real workers drop an aborted run and take the next', async () => {
  const runner = createPoolRunner({ size: 2, spawn: spawnWorker, fallback: null })
  const abort = new AbortController()
  const endless = jobs.map((job) => ({ ...job, cycles: 10_000_000 }))
  const result = runner.run(endless, () => {}, abort.signal)
  setTimeout(() => abort.abort(new Error('β moved')), 50)
  await expect(result).rejects.toThrow('β moved')
  expect((await runner.run(jobs, () => {})).tallies).toEqual(truth)
  runner.close()
})

test('the main thread goes on between the slices', async () => {
  const runner = createInlineRunner()
  let turns = 0
  const timer = setInterval(() => turns++)
  await runner.run(
    jobs.map((job) => ({ ...job, cycles: 100_000 })),
    () => {}
  )
  clearInterval(timer)
  expect(turns).toBeGreaterThan(5)
  runner.close()
})

test.each([1, 3])(
  'of %i real workers one is killed without a word, and the figures are right',
  async (size) => {
    // The first worker is killed with its first shard, so that the others cannot finish without a deputy.
    let workers = 0
    const spawn: Spawn = (events) => {
      const port = spawnWorker(events)
      if (workers++ > 0) return port
      return {
        ...port,
        send(request) {
          port.send(request)
          if (request.kind === 'shard') port.terminate()
        }
      }
    }
    const runner = createPoolRunner({ size, spawn: watched(spawn), fallback: null })
    const { tallies } = await runner.run(jobs, () => {})
    expect(tallies).toEqual(truth)
    // As many as there should be, and the deputy.
    expect(workers).toBe(size + 1)
    runner.close()
  }
)
