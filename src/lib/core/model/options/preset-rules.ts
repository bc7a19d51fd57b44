/**
 * The rules of implementations, as a link states a rule. Their laws, sentences and pages read them here. The simulation
 * draws from the same chances in age-rule.ts and seconds-rule.ts: the bits of published links depend on how those draw.
 */
import type { PresetRule, StoredDelta } from '../deviations'
import type { Expression, Name } from './tree'

/** A rule as it is typed, and what its reader makes of that. */
export interface WrittenRule {
  text: string
  tree: Expression
}

const negative = (of: Expression): Expression => ({ of: 'negative', to: [of] })
const ratio = (a: Expression, b: Expression): Expression => ({ of: '/', to: [a, b] })
const times = (a: Expression, b: Expression): Expression => ({ of: '*', to: [a, b] })
const exp = (of: Expression): Expression => ({ of: 'exp', to: [of] })
const rounded: Expression = { of: 'round', to: ['left'] }

/** The paper’s: e^(−left/(βΔ)). */
export const PAPER_RULE: WrittenRule = {
  text: 'exp(-left/(beta*delta))',
  tree: exp(ratio(negative('left'), times('beta', 'delta')))
}

/** Rules that are not the paper’s. `why` ends the sentence "There is no closed form for …". */
export const PRESET_RULES: Record<PresetRule, WrittenRule & { why: string }> = {
  /** The remaining lifetime is read in whole seconds, to the nearest. Within the last half second every request refreshes, at β = 0 too. */
  seconds: {
    text: 'round(left) == 0 ? 1 : exp(-round(left)/(beta*delta))',
    tree: {
      of: 'if',
      to: [{ of: '==', to: [rounded, 0] }, 1, exp(ratio(negative(rounded), times('beta', 'delta')))]
    },
    why: 'a remaining lifetime read in whole seconds'
  },
  /** The age of the value stands where Δ belongs. */
  age: {
    text: 'exp(-left/(beta*age))',
    tree: exp(ratio(negative('left'), times('beta', 'age'))),
    why: 'a rule that takes the age of the value for its rebuild time'
  }
}

/** A rule with something else in place of a name. */
function inPlace({ text, tree }: WrittenRule, name: Name, by: WrittenRule): WrittenRule {
  const replaced = (one: Expression): Expression =>
    one === name ? by.tree : typeof one === 'object' ? { ...one, to: one.to.map(replaced) } : one
  return { text: text.replaceAll(name, by.text), tree: replaced(tree) }
}

const atLeast = (least: number, name: Name): WrittenRule => ({
  text: `max(${least}, ${name})`,
  tree: { of: 'max', to: [least, name] }
})

/**
 * A rule that reads another Δ than the rebuild time, and no smaller β than the least.
 * @param leastBeta 0 has none
 * @param stored what a rebuild stores as its Δ; its duration unless given
 * @returns null where a rule cannot say it
 */
export function withInputs(
  { text, tree }: WrittenRule,
  leastBeta: number,
  stored: StoredDelta | undefined
): WrittenRule | null {
  const rule = { text, tree }
  const bounded = leastBeta > 0 ? inPlace(rule, 'beta', atLeast(leastBeta, 'beta')) : rule
  if (stored === undefined) return bounded
  if ('atLeast' in stored) return inPlace(bounded, 'delta', atLeast(stored.atLeast, 'delta'))
  if ('roundedUpTo' in stored) return null
  return inPlace(bounded, 'delta', { text: `${stored.constant}`, tree: stored.constant })
}
