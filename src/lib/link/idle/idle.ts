/** Fields that do nothing beside the others of their scenario. */
import { IMPLEMENTATIONS, type Scenario, betaIn, holdsLock, modelOf, mostInFlight } from '#core'
import { inGroups } from '../quantity/quantity'

/** The fields that change nothing beside the others, and why. */
export function idle(scenario: Scenario): { name: keyof Scenario; why: string }[] {
  const { rule, implementation, origin, losers, lockTtl, coordination } = scenario
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const most = Math.max(...models.map(mostInFlight))
  const passedBy = coordination === 'lock' && losers === 'rebuild'
  return [
    ...(rule.kind === 'expression' && !betaIn(rule.tree)
      ? [{ name: 'beta' as const, why: 'the rule does not use beta' }]
      : []),
    ...(passedBy && lockTtl > 0
      ? [{ name: 'lockTtl' as const, why: 'with losers=rebuild nobody heeds the lock' }]
      : []),
    ...(origin > 0 && origin >= most
      ? [
          {
            name: 'origin' as const,
            why: `${models.every(holdsLock) ? 'the lock lets' : 'this cache lets'} at most ${inGroups(most)} ${most === 1 ? 'rebuild' : 'rebuilds'} run at once`
          }
        ]
      : []),
    ...(rule.kind === 'expression' && onlyRule(scenario)
      ? [
          {
            name: 'implementation' as const,
            why: `${IMPLEMENTATIONS[implementation].label} differs by its rule only, and the link has another rule`
          }
        ]
      : [])
  ]
}

/** Whether all that an implementation does differently is its rule. */
function onlyRule(scenario: Scenario): boolean {
  if (!IMPLEMENTATIONS[scenario.implementation].differs) return false
  const [key] = scenario.keys
  const { deviations = {}, ...model } = modelOf(scenario, key)
  const { age: _, remainingStep: __, ...others } = deviations
  const paper = modelOf({ ...scenario, implementation: 'paper' }, key)
  return Object.keys(others).length === 0 && JSON.stringify(model) === JSON.stringify(paper)
}
