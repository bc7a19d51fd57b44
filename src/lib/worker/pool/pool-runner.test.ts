import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SHARDS, defaultScenario, modelOf, simulate } from '#core'
import { fakes, work } from '../ports/fake-port'
import { createInlineRunner } from '../inline-runner'
import { createPoolRunner } from './pool-runner'
import type { Job, Progress } from '../runner'

const scenario = defaultScenario()
const jobs: Job[] = [0, 1, 4].flatMap((beta) =>
  scenario.keys.map((key) => ({ model: modelOf(scenario, key, beta), cycles: 320, seed: 7 }))
)
const truth = jobs.map(({ model, cycles, seed }) => simulate(model, cycles, seed))
const nothing = () => {}

/** The last of the busy ones, the first, the last, …: shards come back far out of order. */
function toAndFro() {
  let turn = 0
  return (busy: number) => (turn++ % 2 === 0 ? busy - 1 : 0)
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('the figures do not depend on who simulates', () => {
  test.each([1, 2, 5])('%i workers give the bits of one loop', async (size) => {
    const { spawn, living, workers } = fakes()
    const result = createPoolRunner({ size, spawn }).run(jobs, nothing)
    work(living, toAndFro())
    const { tallies, done, total, cycles } = await result
    expect(tallies).toEqual(truth)
    expect([done, total, cycles]).toEqual([jobs.length * SHARDS, jobs.length * SHARDS, jobs.length * 320])
    expect(workers).toHaveLength(size)
  })

  test('a worker is asked for no shard without a cycle, and the bits are those of one loop', async () => {
    const { spawn, living } = fakes()
    const few = jobs.map((job, i) => ({ ...job, cycles: i + 1 }))
    let answers = 0
    const result = createPoolRunner({ size: 2, spawn }).run(few, nothing)
    work(living, (busy) => (answers++, busy - 1))
    const { tallies, done, total } = await result
    expect(tallies).toEqual(few.map(({ model, cycles, seed }) => simulate(model, cycles, seed)))
    expect(done).toBe(total)
    // 1 + 2 + … + 6 cycles, each in a shard of its own.
    expect(answers).toBe(21)
  })

  test('the main thread in slices gives the bits of one loop', async () => {
    vi.useRealTimers()
    const runner = createInlineRunner()
    expect((await runner.run(jobs, nothing)).tallies).toEqual(truth)
    runner.close()
  })

  test('two runs at the same time take turns and do not mix', async () => {
    const { spawn, living } = fakes()
    const runner = createPoolRunner({ size: 2, spawn })
    const seen: string[] = []
    const other = jobs.slice(0, 1).map((job) => ({ ...job, seed: 8 }))
    const first = runner.run(jobs, nothing).then((progress) => (seen.push('long'), progress))
    const second = runner.run(other, nothing).then((progress) => (seen.push('short'), progress))
    while (living().some(({ waiting }) => waiting > 0)) {
      work(() => [living().find(({ waiting }) => waiting > 0)!].filter(Boolean).slice(0, 1))
      await Promise.resolve()
    }
    expect((await first).tallies).toEqual(truth)
    expect((await second).tallies).toEqual([simulate(jobs[0].model, 320, 8)])
  })
})

describe('progress', () => {
  test('comes when shard 0 of every job is there, every 100 ms, and at the end', async () => {
    const { spawn, living } = fakes()
    const seen: Progress[] = []
    const result = createPoolRunner({ size: 1, spawn }).run(jobs, (progress) => seen.push(progress))
    for (let i = 0; i < jobs.length - 1; i++) living()[0].answer()
    expect(seen).toHaveLength(0)
    living()[0].answer()
    expect(seen).toHaveLength(1)
    expect(seen[0].done).toBe(jobs.length)
    expect(seen[0].tallies.map((tally) => tally!.cycles)).toEqual(jobs.map(() => 10))

    vi.advanceTimersByTime(99)
    living()[0].answer()
    expect(seen).toHaveLength(1)
    vi.advanceTimersByTime(1)
    living()[0].answer()
    expect(seen).toHaveLength(2)
    expect(seen[1].seconds).toBeCloseTo(0.1)

    work(living)
    expect(seen).toHaveLength(3)
    expect(seen[2]).toBe(await result)
  })

  test('holds only shards without a hole before them, and counts them all', async () => {
    const { spawn, workers, living } = fakes()
    const seen: Progress[] = []
    const result = createPoolRunner({ size: 3, spawn }).run(jobs.slice(0, 1), (progress) =>
      seen.push(progress)
    )
    living()
    workers[2].answer()
    workers[0].answer()
    expect(seen[0].tallies[0]!.cycles).toBe(10)
    expect(seen[0].done).toBe(2)
    expect(seen[0].cycles).toBe(20)
    work(living)
    await result
  })

  test('of no jobs is complete at once', async () => {
    const seen: Progress[] = []
    const result = await createPoolRunner(fakes()).run([], (progress) => seen.push(progress))
    expect(result).toMatchObject({ tallies: [], done: 0, total: 0, cycles: 0 })
    expect(seen).toEqual([result])
  })

  test('that throws ends the run with what was thrown', async () => {
    const { spawn, living } = fakes()
    const result = createPoolRunner({ size: 1, spawn }).run(jobs, () => {
      throw new Error('no screen')
    })
    work(living)
    await expect(result).rejects.toThrow('no screen')
  })
})

test('a worker that is slow to start keeps no shard from the others', async () => {
  const { spawn, workers } = fakes()
  const result = createPoolRunner({ size: 2, spawn }).run(jobs, nothing)
  workers[1].start()
  while (workers[1].waiting > 0) workers[1].answer()
  expect((await result).tallies).toEqual(truth)
  expect(workers[0].waiting).toBe(0)
})

describe('an aborted run', () => {
  test('is rejected at once, and is not simulated further', async () => {
    const { spawn, workers, living } = fakes()
    const abort = new AbortController()
    const result = createPoolRunner({ size: 2, spawn }).run(jobs, nothing, abort.signal)
    living()
    abort.abort(new Error('β moved'))
    await expect(result).rejects.toThrow('β moved')
    for (const worker of workers) {
      expect(worker.waiting).toBe(2)
      worker.answer()
      expect(worker.waiting).toBe(1)
    }
  })

  test('that was aborted before it began asks nobody', async () => {
    const { spawn, workers } = fakes()
    const result = createPoolRunner({ spawn }).run(jobs, nothing, AbortSignal.abort(new Error('too late')))
    await expect(result).rejects.toThrow('too late')
    expect(workers).toHaveLength(0)
  })

  test('costs a worker that is still busy 50 ms later its life, and an idle one nothing', async () => {
    const { spawn, workers, living } = fakes()
    const runner = createPoolRunner({ size: 2, spawn })
    const abort = new AbortController()
    runner.run(jobs, nothing, abort.signal).catch(nothing)
    living()
    abort.abort()
    const next = runner.run(jobs, nothing)
    workers[0].answer()
    workers[0].answer()
    vi.advanceTimersByTime(50)
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true, false])
    work(living)
    expect((await next).tallies).toEqual(truth)
  })
})

describe('a worker that dies', () => {
  test('is replaced, and its shards are simulated by others', async () => {
    const { spawn, workers, living } = fakes()
    const result = createPoolRunner({ size: 2, spawn }).run(jobs, nothing)
    living()
    workers[0].answer()
    workers[0].crash()
    expect(workers[0].terminated).toBe(true)
    expect(workers).toHaveLength(3)
    work(living, toAndFro())
    expect((await result).tallies).toEqual(truth)
  })

  test('of the same shard as another before leaves that shard to the main thread', async () => {
    const { spawn, workers, living } = fakes()
    const fallback = fakes()
    const result = createPoolRunner({ size: 2, spawn, fallback: fallback.spawn }).run(jobs, nothing)
    living()
    workers[0].crash()
    const heir = living()[1]
    workers[1].answer()
    expect(heir.requests[0]).toMatchObject({ job: 0, shard: 0 })
    heir.crash()
    expect(fallback.workers.map(({ requests }) => requests)).toEqual([
      [expect.objectContaining({ job: 0, shard: 0 })]
    ])
    work(() => [...living(), ...fallback.living()])
    expect((await result).tallies).toEqual(truth)
  })

  test('with all others before any has answered leaves everything to the main thread', async () => {
    const { spawn, living } = fakes()
    const fallback = fakes()
    const runner = createPoolRunner({ size: 2, spawn, fallback: fallback.spawn })
    const result = runner.run(jobs, nothing)
    let crashes = 0
    for (; living().length > 0; crashes++) living()[0].crash()
    expect(crashes).toBe(4)
    work(fallback.living)
    expect((await result).tallies).toEqual(truth)
  })

  test('and cannot be replaced where there is no main thread to spare fails the run, and not the next', async () => {
    const { spawn, living } = fakes()
    const runner = createPoolRunner({ size: 1, spawn, fallback: null })
    const result = runner.run(jobs, nothing)
    living()[0].crash()
    living()[0].crash()
    await expect(result).rejects.toThrow()
    const next = runner.run(jobs, nothing)
    work(living)
    expect((await next).tallies).toEqual(truth)
  })
})

test('where no worker can be made the main thread simulates', async () => {
  vi.useRealTimers()
  const spawn = () => {
    throw new Error('not in a sandbox')
  }
  const runner = createPoolRunner({ spawn })
  expect((await runner.run(jobs, nothing)).tallies).toEqual(truth)
  runner.close()
})

test('where only one worker can be made it does it alone', async () => {
  const { spawn, workers, living } = fakes()
  const few: typeof spawn = (events) => {
    if (workers.length > 0) throw new Error('out of threads')
    return spawn(events)
  }
  const result = createPoolRunner({ size: 4, spawn: few }).run(jobs, nothing)
  work(living)
  expect((await result).tallies).toEqual(truth)
})

test('an error of the simulation rejects the run and not the next one', async () => {
  const { spawn, living } = fakes()
  const runner = createPoolRunner({ size: 1, spawn })
  const broken = [{ ...jobs[0], model: { ...jobs[0].model, rate: 1n as unknown as number } }]
  const result = runner.run(broken, nothing)
  work(living)
  await expect(result).rejects.toThrow()
  const next = runner.run(jobs, nothing)
  work(living)
  expect((await next).tallies).toEqual(truth)
})

test('what a page changes after the start of a run does not change the run', async () => {
  const { spawn, living } = fakes()
  const mine = structuredClone(jobs)
  const result = createPoolRunner({ size: 1, spawn }).run(mine, nothing)
  for (const job of mine) job.model.ttl = 1
  work(living)
  expect((await result).tallies).toEqual(truth)
})

test('workers without work are put down after half a minute, and hired again', async () => {
  const { spawn, living, workers } = fakes()
  const runner = createPoolRunner({ size: 2, spawn })
  const first = runner.run(jobs, nothing)
  work(living)
  await first
  vi.advanceTimersByTime(29_999)
  expect(living()).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(living()).toHaveLength(0)
  const second = runner.run(jobs, nothing)
  work(living)
  expect((await second).tallies).toEqual(truth)
  expect(workers).toHaveLength(4)
})

test('a closed runner has no workers and takes no runs', async () => {
  const { spawn, living } = fakes()
  const runner = createPoolRunner({ size: 2, spawn })
  const cut = runner.run(jobs, nothing)
  runner.close()
  await expect(cut).rejects.toThrow('closed')
  expect(living()).toHaveLength(0)
  await expect(runner.run(jobs, nothing)).rejects.toThrow('closed')
})
