import { IMPLEMENTATIONS } from './implementation'
import type { Key, Model, Scenario } from './scenario'

/** One key of a scenario as the mathematics sees it, through the implementation, at the scenario's β unless told another. */
export function modelOf(scenario: Scenario, key: Key, beta = scenario.beta): Model {
  const ttl = key.ttl ?? scenario.ttl
  const model: Model = {
    ttl,
    delta: Math.min(key.delta ?? scenario.delta, ttl),
    deltaCv: scenario.deltaCv,
    rate: key.rate,
    beta,
    coordination: scenario.coordination,
    processes: scenario.coordination === 'coalesce' ? scenario.processes : 1,
    resolution: scenario.resolution,
    arrivals: scenario.arrivals
  }
  return IMPLEMENTATIONS[scenario.implementation].apply(model, scenario)
}

/** The scenario with requests at random, a fixed rebuild time, an exact expiry and the paper's rule. */
export function plainScenario(scenario: Scenario): Scenario {
  return { ...scenario, arrivals: { kind: 'poisson' }, deltaCv: 0, resolution: 0, implementation: 'paper' }
}

/** The same of one key: what a closed form can be given. */
export function plainModel({ deviations: _, ...model }: Model): Model {
  return { ...model, arrivals: { kind: 'poisson' }, deltaCv: 0, resolution: 0 }
}
