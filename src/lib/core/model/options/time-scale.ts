/** How the chance of a rule changes with the lifetime: lifetimes with jitter then need not be looked at one by one. */
import { mentions, type Expression, type Operation } from './tree'

/**
 * `same`: it depends on the time to expiry, whatever the lifetime. `share`: it depends on the share of the lifetime that is
 * left. `own`: each lifetime has a chance of its own.
 */
export type LifetimeEffect = 'same' | 'share' | 'own'

export function lifetimeEffect(tree: Expression): LifetimeEffect {
  if (!mentions(tree, 'ttl') && !mentions(tree, 'age')) return 'same'
  return powerOfTime(tree) === 0 ? 'share' : 'own'
}

const ALIKE: readonly Operation[] = ['+', '-', 'min', 'max', 'negative', 'abs']
const COMPARED: readonly Operation[] = ['<', '<=', '>', '>=', '==', '!=']

/** If all times of the lifetime were twice as long, a value would be 2ⁿ times as large: n; NaN where there is no such n. */
function powerOfTime(tree: Expression): number {
  if (typeof tree === 'number') return 0
  if (typeof tree === 'string') return tree === 'beta' ? 0 : tree === 'delta' ? NaN : 1
  const powers = tree.to.map(powerOfTime)
  const [a, b, c] = powers
  const alike = (all: number[]) => (all.every((power) => power === a) ? a : NaN)
  if (ALIKE.includes(tree.of)) return alike(powers)
  if (COMPARED.includes(tree.of)) return 0 * alike(powers)
  if (tree.of === '*') return a + b
  if (tree.of === '/') return a - b
  if (tree.of === 'sqrt') return a / 2
  if (tree.of === 'if') return a === 0 && b === c ? b : NaN
  // All others have numbers without a unit.
  return powers.every((power) => power === 0) ? 0 : NaN
}
