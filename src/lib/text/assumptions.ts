/** What a scenario takes for granted, in one sentence: coordination, arrivals, rebuild time, expiry, implementation. */
import { IMPLEMENTATIONS, type Scenario, implementationLabel } from '#core'
import { inFull, inSeconds } from './words'

/** "Assumes no coordination, requests at random (Poisson), a fixed rebuild time." */
export function assumptions(scenario: Scenario): string {
  const { coordination, processes, arrivals, deltaCv, resolution, implementation } = scenario
  const parts = [
    {
      none: 'no coordination of rebuilds',
      coalesce: `one rebuild in flight per host or process, of which there are ${inFull(processes)}`,
      lock: 'a lock: one rebuild in flight anywhere'
    }[coordination],
    arrivals.kind === 'burst'
      ? `requests in bursts of ${inSeconds(arrivals.on)} on average, with pauses of ${inSeconds(arrivals.off)}`
      : { poisson: 'requests at random (Poisson)', even: 'evenly spaced requests' }[arrivals.kind],
    deltaCv > 0 ? `a rebuild time that varies (lognormal, cv ${inFull(deltaCv)})` : 'a fixed rebuild time',
    resolution > 0 ? `an expiry stored to ${inSeconds(resolution)}` : '',
    IMPLEMENTATIONS[implementation].differs ? `the rule as in ${implementationLabel(scenario)}` : ''
  ]
  return `Assumes ${parts.filter((part) => part !== '').join(', ')}.`
}
