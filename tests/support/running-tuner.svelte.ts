import { flushSync } from 'svelte'
import { afterEach } from 'vitest'
import { type Scenario, defaultScenario } from '#core'
import { startSimulations } from '../../src/lib/tuner/hydration/simulating.svelte'
import { Tuner } from '../../src/lib/tuner/state/tuner.svelte'

let stop = () => {}
afterEach(() => stop())

/** A tuner that simulates, until the test ends. */
export function running(change: Partial<Scenario> = {}): Tuner {
  const tuner = new Tuner({ scenario: { ...defaultScenario(), cycles: 2_000, ...change } })
  const end = $effect.root(() => startSimulations(tuner))
  stop = () => {
    end()
    tuner.close()
  }
  flushSync()
  return tuner
}
