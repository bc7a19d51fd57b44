import { expect, it } from 'vitest'
import { defaultScenario } from '#core'
import { assumptions } from './assumptions'

const say = (change: object) => assumptions({ ...defaultScenario(), ...change }).replace(/\u202f/g, ' ')

it('the default scenario assumes what the closed form does', () => {
  expect(say({})).toBe(
    'Assumes no coordination of rebuilds, requests at random (Poisson), a fixed rebuild time.'
  )
})

it('every option that is set is named', () => {
  const set = {
    coordination: 'coalesce',
    processes: 8,
    arrivals: { kind: 'burst', on: 2, off: 18 },
    deltaCv: 0.5,
    resolution: 1,
    implementation: 'symfony'
  }
  expect(say(set)).toBe(
    'Assumes one rebuild at a time per host or process (8 in all), requests in bursts of 2 s on average, with ' +
      'pauses of 18 s, a rebuild time that varies (lognormal, cv 0.5), an expiry cut to multiples of 1 s, the rule as in Symfony Cache (Redis, expiresAfter first).'
  )
  expect(say({ coordination: 'lock', arrivals: { kind: 'even' } })).toContain(
    'Assumes a lock: one rebuild at a time anywhere, evenly spaced requests'
  )
})
