import { describe, expect, it } from 'vitest'
import { type Key, type Scenario, defaultScenario } from '#core'
import { formatLink, parseLink } from '$lib/link/parameters/codec'
import { readParameter } from './quantity'
import { FittingDelta } from './fitting-delta.svelte'
import { Tuner } from '../state/tuner.svelte'

function tuned(change: Partial<Scenario> = {}) {
  const tuner = new Tuner({ scenario: { ...defaultScenario(), ...change } })
  return { tuner, fitting: new FittingDelta(tuner) }
}
const cold = (change: Partial<Key>): Key => ({ name: 'cold', rate: 0.5, ttl: null, delta: null, ...change })

/** Types a duration key by key: each beginning that is one counts at once. */
async function type(text: string, take: (seconds: number) => void) {
  for (let end = 1; end <= text.length; end++) {
    const reading = await readParameter(text.slice(0, end), 'ttl')
    if (reading.ok) take(reading.value)
  }
}

describe('a rebuild time', () => {
  it('survives the typing of a lifetime, which is shorter at first', async () => {
    const { tuner, fitting } = tuned({ ttl: 300, delta: 1.2 })
    const seen: number[] = []
    await type('1h', (ttl) => {
      fitting.setTtl(null, ttl)
      seen.push(tuner.scenario.delta)
    })
    // 1 s, then 1 h.
    expect(seen).toEqual([1, 1.2])
    expect(tuner.scenario).toMatchObject({ ttl: 3600, delta: 1.2 })
  })

  it('that is longer than its lifetime is used once the lifetime is longer', async () => {
    const { tuner, fitting } = tuned()
    await type('4m', (delta) => fitting.setDelta(null, delta))
    expect(tuner.scenario.delta).toBe(60)
    expect(fitting.meant(null)).toBe(240)
    await type('1d', (ttl) => fitting.setTtl(null, ttl))
    expect(tuner.scenario).toMatchObject({ ttl: 86400, delta: 240 })
    expect(fitting.meant(null)).toBe(null)
  })

  it('of a single key does the same, with its own lifetime and with that of all keys', async () => {
    const own = tuned({ keys: [cold({ ttl: 300, delta: 1.2 })] })
    await type('1h', (ttl) => own.fitting.setTtl(0, ttl))
    expect(own.tuner.scenario.keys[0]).toMatchObject({ ttl: 3600, delta: 1.2 })
    const shared = tuned({ keys: [cold({ delta: 1.2 })] })
    await type('1h', (ttl) => shared.fitting.setTtl(null, ttl))
    expect(shared.tuner.scenario.keys[0].delta).toBe(1.2)
    await type('2h', (delta) => shared.fitting.setDelta(0, delta))
    expect([shared.tuner.scenario.keys[0].delta, shared.fitting.meant(0)]).toEqual([3600, 7200])
    shared.fitting.setTtl(0, 10_000)
    expect(shared.tuner.scenario.keys[0].delta).toBe(7200)
  })

  it('is always one that the link can hold', async () => {
    const { tuner, fitting } = tuned({ ttl: 300, delta: 1.2, keys: [cold({ delta: 20 })] })
    await type('1h', (ttl) => {
      fitting.setTtl(null, ttl)
      expect(parseLink(formatLink(tuner.scenario))).toEqual({ scenario: tuner.scenario, notes: [] })
    })
  })

  it('that something else has set since is the one that counts', () => {
    const { tuner, fitting } = tuned()
    fitting.setDelta(null, 240)
    tuner.set({ delta: 30 })
    fitting.setTtl(null, 3600)
    expect(tuner.scenario.delta).toBe(30)
    fitting.setTtl(null, 10)
    tuner.set({ ttl: 60 })
    fitting.setTtl(null, 120)
    expect(tuner.scenario.delta).toBe(10)
  })

  it('and its lifetime are undone in one step', async () => {
    const { tuner, fitting } = tuned({ ttl: 300, delta: 1.2 })
    await type('1h', (ttl) => fitting.setTtl(null, ttl))
    tuner.rest()
    tuner.undo()
    expect(tuner.scenario).toMatchObject({ ttl: 300, delta: 1.2 })
    expect(tuner.canUndo).toBe(false)
  })
})
