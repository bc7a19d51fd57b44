import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../../../tests/links/scenarios'
import { type Arrivals, type Scenario, defaultScenario, modelOf, simulate, whyNoClosedForm } from '#core'
import { viewKey, type KeyView } from '../key-view'
import { coordinationEffect } from './coordination'
import { contrasts, departures, effectOf } from './options'

const tidy = (text: string) => text.replace(/\u202f/g, ' ')
const scenario = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })
const hot = [defaultScenario().keys[0]]
const bursts: Arrivals = { kind: 'burst', on: 2, off: 18 }

/** The keys, simulated where there is no closed form. */
const views = (scenario: Scenario, cycles = 6400): KeyView[] =>
  scenario.keys.map((key, i) => {
    const model = modelOf(scenario, key)
    const tally = whyNoClosedForm(model) === null || cycles === 0 ? null : simulate(model, cycles, 1)
    return viewKey(scenario, key, i, tally)
  })
const effect = (change: Partial<Scenario>, cycles?: number) => {
  const it = scenario(change)
  return tidy(effectOf(departures(it), contrasts(it, views(it, cycles))))
}
const coordination = (change: Partial<Scenario>, processes = 8, cycles?: number) => {
  const it = scenario(change)
  return tidy(coordinationEffect(it, views(it, cycles), processes))
}

describe('coordination', () => {
  it('by a lock makes duplicates vanish', () => {
    expect(coordination({ coordination: 'lock', keys: hot })).toBe(
      'The lock saves the hot key 1.72 duplicates per cycle: 105 rebuilds an hour.'
    )
  })

  it('that is off: the sentence says what a lock or coalescing would save', () => {
    expect(coordination({})).toMatch(
      /^A lock would save the hot key 1\.72 duplicates per cycle: 105 rebuilds an hour, and 112 rebuilds an hour over all keys\. Coalescing in 8 hosts or processes would save [\d.]+ rebuilds an hour\.$/
    )
  })

  it('by coalescing: the sentence says what it saves, and what a lock would save in addition', () => {
    // For a hot key (P − 1)c/(P + c) with c = e − 1: 7·1.718/9.718 = 1.2377.
    expect(coordination({ coordination: 'coalesce', processes: 8, keys: hot })).toMatch(
      /^Coalescing in 8 hosts or processes cuts the hot key’s duplicates from 1\.72 to 1\.24 per cycle\. It saves [\d.]+ rebuilds an hour\. A lock would save [\d.]+ rebuilds an hour more\.$/
    )
  })

  it('by coalescing in one process leaves nothing for a lock to save', () => {
    const said = coordination({ coordination: 'coalesce', processes: 1, keys: hot })
    expect(said).toContain(
      'Coalescing in 1 host or process cuts the hot key’s duplicates from 1.72 to 0 per cycle'
    )
    expect(said).not.toContain('A lock')
  })

  it('of a key that hardly ever stampedes changes nothing noticeable', () => {
    const keys = [{ ...hot[0], rate: 0.01 }]
    expect(coordination({ keys })).toContain('hardly any duplicates to save')
    expect(coordination({ keys, coordination: 'lock' })).toContain('changes little')
    expect(coordination({ keys, coordination: 'coalesce', processes: 2 })).toContain('changes little')
  })

  it('beside bursts: the sentence counts the simulated duplicates, and guesses none', () => {
    const keys = [{ ...hot[0], rate: 10 }]
    expect(coordination({ arrivals: bursts, keys })).toMatch(
      /^A lock would save the hot key [\d.]+ ± [\d.]+ duplicates per cycle\.$/
    )
    expect(coordination({ arrivals: bursts, keys, coordination: 'lock' })).toContain(
      'no cycle starts a duplicate'
    )
    expect(coordination({ arrivals: bursts, keys }, 8, 0)).toBe('')
  })

  it('is said to be needed where refreshes do not settle without it', () => {
    const wild = { ttl: 5, delta: 1, beta: 8, keys: [{ ...hot[0], rate: 20 }] }
    expect(coordination(wild)).toContain('rebuilds overlap and never reach a steady state')
    expect(coordination({ ...wild, coordination: 'lock' })).toContain(
      'would overlap and never reach a steady state'
    )
  })
})

describe('an option without a closed form', () => {
  it('has no sentence while it is off, or while there are no figures', () => {
    expect(effect({})).toBe('')
    expect(effect({ arrivals: bursts }, 0)).toBe('')
  })

  it('bursts leave the hot key unprotected', () => {
    const keys = [{ ...hot[0], rate: 50 }]
    expect(effect({ arrivals: bursts, keys })).toMatch(
      /^In bursts of 2 s with pauses of 18 s, the hot key’s late refreshes rise from 1\.0 % to 8\d\.\d ± [\d.]+ %\. Its rebuilds rise from 1[67]\d(\.\d)? to [\d. ]+ ± [\d.]+ an hour\.$/
    )
  })

  it('even spacing changes nothing for a hot key', () => {
    expect(effect({ arrivals: { kind: 'even' }, keys: hot }, 20_000)).toBe(
      'With evenly spaced requests, nothing noticeable changes here.'
    )
  })

  it('a varying rebuild time moves the refresh', () => {
    expect(effect({ deltaCv: 2, keys: hot })).toMatch(
      /^With a rebuild time that varies \(cv 2\), the hot key’s .* from .* to /
    )
  })

  it('an expiry cut to whole seconds makes refreshes half a second earlier', () => {
    expect(effect({ resolution: 1, keys: hot, ttl: 10 })).toMatch(
      /^With an expiry cut to multiples of 1 s, the hot key’s refreshes come 0\.(4[5-9]|5[0-5])\d ± [\d.]+ s earlier on average\. Its rebuilds rise from /
    )
    expect(effect({ resolution: 0.001, keys: hot }, 20_000)).toBe(
      'With an expiry cut to multiples of 1 ms, nothing noticeable changes here.'
    )
  })

  it('shares one sentence with the others that are on, as their effects cannot be separated', () => {
    const said = effect({ resolution: 1, deltaCv: 1, arrivals: bursts, implementation: 'symfony' })
    expect(said).toMatch(/^With all of these options together, the hot key’s late refreshes rise from /)
  })

  it('has no sentence while the simulation is too short to tell', () => {
    expect(effect({ arrivals: { kind: 'even' }, keys: hot }, 64)).toBe('')
  })
})

it('in any scenario, every number in the sentences is a number, and nothing saves 0 rebuilds', () => {
  fc.assert(
    fc.property(scenarios, (any) => {
      // A few cycles are enough: the test is about words.
      const views = any.keys.map((key, i) => {
        const model = modelOf(any, key)
        const cheap = model.rate * model.delta < 1e3 && model.beta < 10
        return viewKey(any, key, i, cheap ? simulate(model, 4, 1, 2) : null)
      })
      const on = departures(any)
      const all = contrasts(any, views)
      const said = [coordinationEffect(any, views, 8), effectOf(on, all)].join(' ')
      expect(said).not.toMatch(/NaN|Infinity|undefined|null|\b0 (rebuilds|duplicates per cycle)|-\d/)
    }),
    { numRuns: 60, seed: 7 }
  )
})
