import { checkDelta } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import type { TypedScenario } from '../spelling'

/**
 * The scenario with no rebuild longer than its value lives: first the scenario's own rebuild time, then
 * each key's. A key whose own time to live is shorter than the scenario's rebuild time gets a rebuild time
 * of its own, so that the link says what is computed.
 */
export function clampDeltas(scenario: TypedScenario, say: Say): TypedScenario {
  const clamped = (delta: number, ttl: number, field: string) => {
    const { value, note } = checkDelta(delta, ttl, field)
    if (note !== null) say('clamped', field, note)
    return value
  }
  const delta = clamped(scenario.delta, scenario.ttl, 'delta')
  const keys = scenario.keys.map((key) => {
    const own = clamped(key.delta ?? delta, key.ttl ?? scenario.ttl, `delta.${echo(key.name)}`)
    return { ...key, delta: key.delta === null && own === delta ? null : own }
  })
  return { ...scenario, delta, keys }
}
