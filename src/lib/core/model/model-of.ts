import { NO_OPTIONS, type CacheOptions } from './options/cache-options'
import { PLAIN, SCENARIO_FIELDS } from './fields'
import { IMPLEMENTATIONS } from './implementation'
import type { Key, Model, Scenario } from './scenario'

const orNoLimit = (value: number) => (value === 0 ? Infinity : value)

const OPTION_NAMES = Object.keys(NO_OPTIONS) as (keyof CacheOptions)[]

/** The options of a key in a scenario; undefined where all are off. What concerns a lock is off without one. */
function cacheOptions(scenario: Scenario, key: Key): CacheOptions | undefined {
  const locked = scenario.coordination === 'lock'
  const options: CacheOptions = {
    stale: key.stale ?? scenario.stale,
    rule: scenario.rule.kind === 'paper' ? null : scenario.rule.tree,
    instances: scenario.instances,
    workers: orNoLimit(scenario.workers),
    jitter: scenario.jitter,
    lockTtl: locked ? orNoLimit(scenario.lockTtl) : Infinity,
    losers: locked ? scenario.losers : 'wait',
    origin: orNoLimit(scenario.origin)
  }
  for (const name of OPTION_NAMES) if (options[name] !== NO_OPTIONS[name]) return options
  return undefined
}

/** One key of a scenario as the mathematics sees it, through the implementation, by default at the scenario's β. */
export function modelOf(scenario: Scenario, key: Key, beta = scenario.beta): Model {
  const ttl = key.ttl ?? scenario.ttl
  const options = cacheOptions(scenario, key)
  const model: Model = {
    ttl,
    delta: Math.min(key.delta ?? scenario.delta, ttl),
    deltaCv: scenario.deltaCv,
    rate: key.rate / (options?.instances ?? 1),
    beta,
    coordination: scenario.coordination,
    processes: scenario.coordination === 'coalesce' ? scenario.processes : 1,
    resolution: scenario.resolution,
    arrivals: scenario.arrivals,
    ...(options && { options })
  }
  return IMPLEMENTATIONS[scenario.implementation].apply(model, scenario)
}

/** The scenario without what has no closed form: requests at random, a fixed rebuild time, an exact expiry, the paper’s rule. */
export const plainScenario = (scenario: Scenario): Scenario => ({ ...scenario, ...PLAIN })

const { deltaCv, arrivals, resolution } = PLAIN
const PLAIN_MODEL = { deltaCv, arrivals, resolution }

/** The same of one key: what a closed form can be given. */
export const plainModel = ({ deviations: _, options: __, ...model }: Model): Model => ({
  ...model,
  ...PLAIN_MODEL
})

/** Whether a model is its own plain one. */
export function isPlain(model: Model): boolean {
  const { arrivals, ...numbers } = PLAIN_MODEL
  const names = Object.keys(numbers) as (keyof typeof numbers)[]
  return (
    model.deviations === undefined &&
    model.options === undefined &&
    model.arrivals.kind === arrivals.kind &&
    names.every((name) => model[name] === numbers[name])
  )
}

type BareModel = Pick<Model, 'ttl' | 'delta' | 'rate' | 'beta'>

/** A plain key that nothing coordinates. */
export const bareModel = ({ ttl, delta, rate, beta }: BareModel): Model => ({
  ttl,
  delta,
  rate,
  beta,
  ...PLAIN_MODEL,
  coordination: SCENARIO_FIELDS.coordination.fallback,
  processes: SCENARIO_FIELDS.processes.fallback
})
