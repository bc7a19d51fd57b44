/** Fields that do nothing beside the others of their scenario. */
import {
  FIELDS,
  IMPLEMENTATIONS,
  PLAIN,
  type Scenario,
  mentions,
  holdsLock,
  modelOf,
  mostInFlight
} from '#core'
import type { Say } from '../note'
import { inGroups } from '../quantity/quantity'

/** The fields that change nothing beside the others, and why. */
export function idle(scenario: Scenario): { name: keyof Scenario; why: string }[] {
  const { rule, implementation, origin, losers, lockTtl, coordination } = scenario
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const most = Math.max(...models.map(mostInFlight))
  const locked = coordination === 'lock'
  const passedBy = locked && losers === 'rebuild'
  return [
    ...(['lockTtl', 'losers'] as const)
      .filter((name) => !locked && scenario[name] !== PLAIN[name])
      .map((name) => ({ name, why: 'it applies only to a lock (coord=lock)' })),
    ...(rule.kind === 'expression' && !mentions(rule.tree, 'beta')
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

/** Whether an implementation differs from the paper in its rule only. */
function onlyRule(scenario: Scenario): boolean {
  if (!IMPLEMENTATIONS[scenario.implementation].differs) return false
  const [key] = scenario.keys
  const { deviations = {}, ...model } = modelOf(scenario, key)
  const { rule: _, ...others } = deviations
  const paper = modelOf({ ...scenario, implementation: 'paper' }, key)
  return Object.keys(others).length === 0 && JSON.stringify(model) === JSON.stringify(paper)
}

/** Says which parameters of a link have no effect, so that nobody takes them for granted. */
export function sayIdle(pairs: Map<string, string>, scenario: Scenario, say: Say): void {
  for (const { name, why } of idle(scenario)) {
    const link = FIELDS.find(([field]) => field === name)![1].link!
    if (pairs.has(link)) say('hint', link, `${link} has no effect: ${why}`)
  }
}
