import { MODEL_VERSION, PARAMETERS, type ParameterKey, type Scenario, defaultScenario } from '#core'
import { writeArrivals } from './parameters/arrivals'
import { writeCoordination } from './parameters/coordination'
import { formatQuantity } from './quantity/format-quantity'
import { writeKeys } from './parameters/keys'
import { writeImplementation } from './parameters/implementation'
import { cleanName, escapeName } from './parameters/names'
import { OVERRIDES } from './parameters/overrides'

export interface LinkOptions {
  /** Say which version of the model the link was made with, as copied links do. */
  version?: boolean
}

/**
 * The one canonical link of a scenario: fixed order, defaults left out, `?` in front; empty where
 * everything is default. Ready to stand behind a path as it is; `parseLink` reads back the same scenario,
 * save that the number of processes is kept only where requests coalesce, and Symfony’s choices only through its implementation.
 */
export function formatLink(scenario: Scenario, { version = false }: LinkOptions = {}): string {
  return searchOf([...fieldsOf(scenario), ...(version ? [VERSION] : [])])
}

/** Which version of the model a link was made with, as a parameter. */
export const VERSION = `v=${MODEL_VERSION}`

export const searchOf = (parts: string[]) => (parts.length > 0 ? `?${parts.join('&')}` : '')

/** The parameters of the canonical link, `name=value`. */
export function fieldsOf(scenario: Scenario): string[] {
  const usual = defaultScenario()
  const parts: string[] = []
  const add = (name: string, value: string, whenUsual: string) => {
    if (value !== whenUsual) parts.push(`${name}=${value}`)
  }
  const number = (name: string, value: number, key: ParameterKey) => {
    const { fallback } = PARAMETERS[key]
    // A percent sign would have to be escaped: a share stands as the number that it is.
    const unit = PARAMETERS[key].unit === '%' ? '' : PARAMETERS[key].unit
    add(name, formatQuantity(value, unit), formatQuantity(fallback, unit))
  }

  number('beta', scenario.beta, 'beta')
  number('ttl', scenario.ttl, 'ttl')
  number('delta', scenario.delta, 'delta')
  if (scenario.keys.length > 0) add('keys', writeKeys(scenario.keys), writeKeys(usual.keys))
  for (const own of OVERRIDES) {
    for (const key of scenario.keys) {
      const value = key[own]
      if (value !== null)
        parts.push(`${own}.${escapeName(cleanName(key.name))}=${formatQuantity(value, 's')}`)
    }
  }
  add('sweep', scenario.sweep, usual.sweep)
  add('coord', writeCoordination(scenario), writeCoordination(usual))
  number('cv', scenario.deltaCv, 'deltaCv')
  add('arrivals', writeArrivals(scenario.arrivals), writeArrivals(usual.arrivals))
  number('resolution', scenario.resolution, 'resolution')
  parts.push(...writeImplementation(scenario))
  number('late', scenario.late, 'late')
  number('give', scenario.lifetimeBudget, 'lifetimeBudget')
  number('cycles', scenario.cycles, 'cycles')
  number('seed', scenario.seed, 'seed')
  return parts
}
