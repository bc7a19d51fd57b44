import { expect, test } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { createInlineRunner } from '../inline-runner'
import { createLazyRunner } from './lazy-runner'

const scenario = defaultScenario()
const jobs = scenario.keys.map((key) => ({ model: modelOf(scenario, key), cycles: 200, seed: 7 }))
const truth = jobs.map(({ model, cycles, seed }) => simulate(model, cycles, seed))

test('nothing is loaded before the first run, and then once', async () => {
  let loads = 0
  const runner = createLazyRunner(async () => (loads++, createInlineRunner()))
  expect(loads).toBe(0)
  const both = await Promise.all([runner.run(jobs, () => {}), runner.run(jobs, () => {})])
  expect(both.map(({ tallies }) => tallies)).toEqual([truth, truth])
  expect(loads).toBe(1)
  runner.close()
})

test('a run that could not be loaded is rejected with the reason, and the next one loads again', async () => {
  let loads = 0
  const runner = createLazyRunner(async () => {
    if (++loads === 1) throw new Error('no network')
    return createInlineRunner()
  })
  await expect(runner.run(jobs, () => {})).rejects.toThrow('no network')
  expect((await runner.run(jobs, () => {})).tallies).toEqual(truth)
  runner.close()
})

test('what is aborted or closed while it loads is rejected, and starts nothing', async () => {
  const abort = new AbortController()
  const aborted = createLazyRunner(async () => createInlineRunner())
  const run = aborted.run(jobs, () => {}, abort.signal)
  abort.abort(new Error('β moved'))
  await expect(run).rejects.toThrow('β moved')
  aborted.close()

  const closed = createLazyRunner(async () => createInlineRunner())
  const late = closed.run(jobs, () => {})
  closed.close()
  await expect(late).rejects.toHaveProperty('name', 'AbortError')
})
