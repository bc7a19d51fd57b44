import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SHARDS, defaultScenario, modelOf, simulate } from '#core'
import { fakes, work, type FakeWorker } from './fake-port'
import { createPoolRunner } from '../pool/pool-runner'
import type { Job } from '../runner'
import { LAST, START, SUSPECT, TICK, watched } from './watchdog'

const scenario = defaultScenario()
const jobs: Job[] = [0, 4].flatMap((beta) =>
  scenario.keys.map((key) => ({ model: modelOf(scenario, key, beta), cycles: 320, seed: 7 }))
)
const truth = jobs.map(({ model, cycles, seed }) => simulate(model, cycles, seed))

const ticks = (count: number) => vi.advanceTimersByTime(count * TICK)
const answerAll = (worker: FakeWorker) => {
  while (worker.waiting > 0) worker.answer()
}

/** A pool of watched fakes, its run, and the fakes of the main thread. */
function pool(size: number, isShown = () => true) {
  const workers = fakes()
  const main = fakes()
  const runner = createPoolRunner({ size, spawn: watched(workers.spawn, isShown), fallback: main.spawn })
  const result = runner.run(jobs, () => {})
  /** These do what is left, and nothing is lost. */
  const ends = async (by: () => FakeWorker[]) => {
    work(by)
    expect((await result).tallies).toEqual(truth)
  }
  return { ...workers, main, runner, result, ends }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount()).toBeLessThan(10)
  vi.useRealTimers()
})

describe('a worker that stops without a word', () => {
  test('is replaced by a deputy that does its shards and all others', async () => {
    const { workers, living, ends } = pool(1)
    const [dead] = living()
    dead.answer()
    ticks(SUSPECT)
    expect(workers).toHaveLength(2)
    expect(dead.terminated).toBe(false)
    workers[1].start()
    await ends(() => [workers[1]])
    expect(dead.terminated).toBe(true)
    expect(workers).toHaveLength(2)
  })

  test('does not hold up the others meanwhile', async () => {
    const { workers, living, ends } = pool(3)
    living()
    for (let busy = true; busy;) {
      busy = workers[1].waiting + workers[2].waiting > 0
      answerAll(workers[1])
      answerAll(workers[2])
    }
    expect(workers[0].waiting).toBe(2)
    ticks(SUSPECT)
    workers[3].start()
    await ends(() => [workers[3]])
  })

  test('before it started is replaced', async () => {
    const { workers, ends } = pool(1)
    ticks(START - 1)
    expect(workers).toHaveLength(1)
    ticks(1)
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false])
    workers[1].start()
    await ends(() => [workers[1]])
  })

  test('and whose deputy never starts is crashed, and its deputy with it', async () => {
    const { workers, living, ends } = pool(1)
    living()
    ticks(SUSPECT + START)
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, false])
    await ends(living)
  })

  test('after an earlier deputy took over is replaced again', async () => {
    const { workers, living, ends } = pool(1)
    living()
    ticks(SUSPECT)
    workers[1].start()
    workers[1].answer()
    workers[1].answer()
    ticks(SUSPECT)
    expect(workers).toHaveLength(3)
    workers[2].start()
    await ends(() => [workers[2]])
  })

  test('and whose deputy dies with an error is given a minute, and replaced', async () => {
    const { workers, living, ends } = pool(1)
    living()
    ticks(SUSPECT)
    workers[1].crash()
    ticks(LAST - 1)
    expect(workers).toHaveLength(2)
    ticks(1)
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, false])
    await ends(living)
  })

  test('with an error while its deputy starts leaves all to the deputy', async () => {
    const { workers, living, ends } = pool(1)
    living()
    ticks(SUSPECT)
    workers[0].crash()
    expect(workers).toHaveLength(2)
    workers[1].start()
    await ends(() => [workers[1]])
  })
})

describe('the main thread does it', () => {
  test('where no worker ever starts', async () => {
    const { workers, main, ends } = pool(2)
    ticks(2 * START)
    expect(workers.every(({ terminated }) => terminated)).toBe(true)
    await ends(main.living)
  })

  test('where workers start and never answer', async () => {
    const { living, main, ends } = pool(2)
    for (let i = 0; i < 2 * (SUSPECT + START); i++) {
      living()
      ticks(1)
    }
    expect(living()).toHaveLength(0)
    await ends(main.living)
  })

  test('where one shard silences every worker that answers a ping', async () => {
    const { workers, living, main, ends } = pool(1)
    for (let i = 0; i < 2 * (SUSPECT + LAST); i++) {
      for (const worker of living()) if (worker !== workers[0] && isPinged(worker)) worker.answer()
      ticks(1)
    }
    expect(living()).toHaveLength(0)
    await ends(main.living)
  })

  test('where every worker stops after a few shards', async () => {
    const { workers, living, main, ends } = pool(2)
    const answered = new Map<FakeWorker, number>()
    for (let i = 0; i < 200 && main.workers.length === 0; i++) {
      for (const worker of living()) {
        for (let n = answered.get(worker) ?? 0; n < 4 && worker.waiting > 0; n++) {
          worker.answer()
          answered.set(worker, n + 1)
        }
      }
      ticks(1)
    }
    expect(workers.length).toBeLessThan(10)
    await ends(main.living)
  })
})

const isPinged = ({ requests: [first] }: FakeWorker) => first?.kind === 'shard' && first.run < 0

describe('a slow worker that is alive', () => {
  test('wins against its deputy, stays, and is given more time from then on', async () => {
    const { workers, living, result } = pool(1)
    const [slow] = living()
    ticks(3 * SUSPECT)
    expect(workers).toHaveLength(2)
    workers[1].start()
    slow.answer()
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true])
    for (let shard = 1; slow.waiting > 0; shard++) {
      ticks(3 * SUSPECT)
      slow.answer()
    }
    expect(workers).toHaveLength(2)
    expect((await result).tallies).toEqual(truth)
  })

  test('is not crashed while its deputy lives', async () => {
    const { workers, living, ends } = pool(1)
    const [slow] = living()
    ticks(SUSPECT)
    workers[1].start()
    workers[1].answer()
    ticks(LAST - 1)
    expect(slow.terminated).toBe(false)
    await ends(() => [slow])
  })
})

describe('no alarm', () => {
  test('while the page is hidden', async () => {
    let shown = false
    const { workers, living, ends } = pool(2, () => shown)
    living()
    ticks(1000)
    expect(workers).toHaveLength(2)
    shown = true
    ticks(SUSPECT - 1)
    await ends(living)
    expect(workers).toHaveLength(2)
  })

  test('after a sleep: time that passes without ticks does not count', async () => {
    const { workers, living, ends } = pool(1)
    living()
    ticks(1)
    vi.setSystemTime(Date.now() + 3_600_000)
    ticks(1)
    expect(workers).toHaveLength(1)
    await ends(living)
  })

  test('of a worker that has nothing to do, and no timer', async () => {
    const { workers, living, result, runner } = pool(1)
    work(living)
    await result
    ticks(3 * SUSPECT)
    expect(workers).toHaveLength(1)
    // That of the pool, which puts idle workers down.
    expect(vi.getTimerCount()).toBe(1)
    runner.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('of one that was put down', async () => {
    const { workers, living, result, runner } = pool(2)
    living()
    runner.close()
    await expect(result).rejects.toThrow('closed')
    ticks(1000)
    expect(workers).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('a deputy gets what is asked after it was called, and forgets what is forgotten', async () => {
  const { workers, living, result, runner, ends } = pool(1)
  const abort = new AbortController()
  const other = runner.run(jobs.slice(0, 1), () => {}, abort.signal)
  other.catch(() => {})
  living()
  ticks(SUSPECT)
  abort.abort()
  workers[1].start()
  expect(workers[1].requests).toHaveLength(3)
  await ends(() => [workers[1]])
  expect((await result).done).toBe(jobs.length * SHARDS)
})
