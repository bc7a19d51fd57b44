import { flushSync } from 'svelte'
import { expect, it, vi } from 'vitest'
import {
  type Key,
  type KeyAdvice,
  type Scenario,
  adviseExactly,
  defaultScenario,
  outcomesOf,
  remediesOf
} from '#core'
import { adviseKey } from '$lib/worker/advising'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { advisorOf } from './advisor.svelte'
import { Tuner } from './tuner.svelte'
import { running } from '../../../../tests/support/running-tuner.svelte'

const varying: Partial<Scenario> = { deltaCv: 0.5, coordination: 'lock', cycles: 2_000 }
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

const known = new Map<string, KeyAdvice>()
/** The advice for a key as it is without the page. */
async function alone(scenario: Scenario, key: Key) {
  if (!known.has(key.name)) {
    const runner = createInlineRunner()
    const { signal } = new AbortController()
    known.set(key.name, await adviseKey({ ...scenario, beta: 1 }, key, runner, signal))
    runner.close()
  }
  return known.get(key.name)!
}

it('knows the closed form at once, and computes nothing while β moves', () => {
  const tuner = running({})
  const { advice } = advisorOf(tuner)
  const { set } = advisorOf(tuner).recommendation
  const [best, remedies] = [
    outcomesOf(advisorOf(tuner).recommendation, 0).recommended,
    remediesOf(advisorOf(tuner).recommendation, 1)
  ]
  expect(advice).toEqual(defaultScenario().keys.map((key) => adviseExactly(defaultScenario(), key)))
  expect(set!.beta).toBe(advice[0]!.beta)
  tuner.set({ beta: 7 })
  flushSync()
  // The same objects, not equal ones.
  expect(advisorOf(tuner).advice).toBe(advice)
  const moved = advisorOf(tuner).recommendation
  expect(moved.set).toBe(set)
  expect(outcomesOf(moved, 0).recommended).toBe(best)
  expect(remediesOf(moved, 1)!.stale).toBe(remedies!.stale)
})

it('simulates what has no closed form, to the very numbers that the core gives, and forgets them when the question changes', async () => {
  const tuner = running(varying)
  expect(advisorOf(tuner).recommendation.complete).toBe(false)
  await vi.waitFor(() => expect(advisorOf(tuner).recommendation.complete).toBe(true), { timeout: 30_000 })
  const { scenario } = tuner
  expect(advisorOf(tuner).advice).toEqual([
    await alone(scenario, scenario.keys[0]),
    await alone(scenario, scenario.keys[1])
  ])
  expect(advisorOf(tuner).recommendation).toMatchObject({ progress: 1, between: null })
  tuner.set({ ttl: 90 })
  flushSync()
  expect(advisorOf(tuner).recommendation.complete).toBe(false)
  tuner.set({ deltaCv: 0 })
  flushSync()
  expect(advisorOf(tuner).recommendation.complete).toBe(true)
})

it('tells how far it is and between which β the answer lies, and recommends nothing before it is complete', async () => {
  const tuner = running({ ...varying, keys: defaultScenario().keys.slice(0, 1) })
  const told: { progress: number; between: [number, number] | null }[] = []
  const stopWatching = $effect.root(() => {
    $effect(() => {
      const { complete, progress, between, set, use, keys } = advisorOf(tuner).recommendation
      if (complete) return
      told.push({ progress, between })
      expect([set, use, keys[0].beta]).toEqual([null, null, null])
    })
  })
  await vi.waitFor(() => expect(advisorOf(tuner).recommendation.complete).toBe(true), { timeout: 30_000 })
  stopWatching()
  const { beta } = advisorOf(tuner).recommendation.set!
  const known = told.flatMap(({ between }) => (between ? [between] : []))
  expect(known.length).toBeGreaterThan(1)
  for (const [low, high] of known) {
    expect(beta).toBeGreaterThanOrEqual(low)
    expect(beta).toBeLessThanOrEqual(high)
  }
  const progress = told.map((one) => one.progress)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
})

it('takes over what was simulated before the page came, and simulates it no more', async () => {
  const scenario = scenarioWith({ ...varying, keys: defaultScenario().keys.slice(0, 1) })
  const preview = await alone(scenario, scenario.keys[0])
  const tuner = new Tuner({ scenario }, { advice: [preview] })
  expect(advisorOf(tuner).advice).toEqual([preview])
  expect(advisorOf(tuner).recommendation.set!.beta).toBe(preview.beta)
  tuner.close()
})
