import { flushSync } from 'svelte'
import { expect, it, vi } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { figuresOf } from './figures.svelte'
import { SweptWaste } from './swept-waste.svelte'
import { Tuner } from './tuner.svelte'
import { running } from '../../../../tests/support/running-tuner.svelte'

const finished = (tuner: Tuner) =>
  vi.waitFor(
    () =>
      expect([tuner.run.running, tuner.run.done > 0, tuner.run.done]).toEqual([false, true, tuner.run.total]),
    {
      timeout: 20_000
    }
  )

it('a tuner simulates every key and every swept point as the core does, to the last bit', async () => {
  const tuner = running()
  await finished(tuner)
  const { scenario } = tuner
  for (const [i, key] of scenario.keys.entries()) {
    expect(figuresOf(tuner).views[i].tally).toEqual(
      simulate(modelOf(scenario, key), scenario.cycles, scenario.seed)
    )
    expect(new SweptWaste(tuner).data.panels[i].simulated).toHaveLength(26)
  }
})

it('a change of β simulates again only what depends on it', async () => {
  const tuner = running()
  await finished(tuner)
  const all = tuner.run.total
  tuner.set({ beta: 3 })
  flushSync()
  await vi.waitFor(() => expect(tuner.run.total).toBeLessThan(all), { timeout: 20_000 })
  await finished(tuner)
  // β = 1 is one of the 26 swept values, so the keys themselves needed no simulation before.
  expect(tuner.run.total * 26).toBe(all)
  expect(figuresOf(tuner).views.every(({ summary }) => summary?.cycles === 2_000)).toBe(true)
})

it('a change of the scenario drops the running simulation at once, and never shows its figures', async () => {
  const tuner = running({ cycles: 2_000_000 })
  await vi.waitFor(() => expect(tuner.run.running).toBe(true), { timeout: 20_000 })
  tuner.set({ cycles: 1_000, beta: 2 })
  flushSync()
  expect(figuresOf(tuner).views.every(({ tally }) => tally === null)).toBe(true)
  await finished(tuner)
  expect(figuresOf(tuner).views.map(({ summary }) => summary?.cycles)).toEqual([1_000, 1_000])
})

it('closed-form figures are there before any simulation', () => {
  const tuner = new Tuner({ scenario: { ...defaultScenario(), beta: 4 } })
  expect(figuresOf(tuner).views[0].figures?.gapMean).toBeCloseTo(7.48497094388367, 12)
  expect(new SweptWaste(tuner).data.panels.every(({ law }) => law.length > 20)).toBe(true)
})

it('a change that is undone while it is simulated loses no earlier result', async () => {
  const tuner = running({ cycles: 40_000 })
  await finished(tuner)
  const before = figuresOf(tuner).views.map(({ tally }) => tally)
  tuner.set({ ttl: 61 })
  flushSync()
  await vi.waitFor(() => expect(tuner.run.running && tuner.run.done > 0).toBe(true), { timeout: 20_000 })
  tuner.set({ ttl: 60 })
  flushSync()
  await finished(tuner)
  expect(figuresOf(tuner).views.map(({ tally }) => tally)).toEqual(before)
  for (const { simulated } of new SweptWaste(tuner).data.panels) expect(simulated).toHaveLength(26)
})

it('figures follow the scenario even after the part of the page that first asked for them is gone', () => {
  const tuner = new Tuner({ scenario: defaultScenario() })
  const leave = $effect.root(() => void figuresOf(tuner).views)
  leave()
  tuner.set({ beta: 4 })
  expect(figuresOf(tuner).views[0].beta).toBe(4)
})

it('all changes before a rest are one step of undo and redo', () => {
  const tuner = new Tuner({ scenario: defaultScenario() })
  for (const beta of [1.5, 2, 3, 4]) tuner.set({ beta })
  expect([tuner.canUndo, tuner.canRedo]).toEqual([true, false])
  tuner.rest()
  tuner.pinPresent()
  tuner.rest()
  tuner.undo()
  expect([tuner.scenario.beta, tuner.pin, tuner.canRedo]).toEqual([4, null, true])
  tuner.undo()
  expect([tuner.scenario.beta, tuner.canUndo]).toEqual([1, false])
  tuner.redo()
  tuner.redo()
  expect([tuner.scenario.beta, tuner.pin?.beta, tuner.canRedo]).toEqual([4, 4, false])
})

it('undo takes back a change that has not come to rest, and another change leaves nothing to redo', () => {
  const tuner = new Tuner({ scenario: defaultScenario() })
  tuner.set({ beta: 4 })
  tuner.undo()
  expect([tuner.scenario.beta, tuner.canRedo]).toEqual([1, true])
  tuner.set({ beta: 2 })
  expect(tuner.canRedo).toBe(false)
  tuner.redo()
  expect(tuner.scenario.beta).toBe(2)
})
