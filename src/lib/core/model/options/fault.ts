/** Where a rule has no value, and whether it does anything at all. */
import { asChance } from './chance'
import { compile } from './compile'
import { exp, log, powerOfTen } from '../../math/fixed-math'
import { mentions, type Expression, type Values } from './tree'

/** What is wrong with a rule for one key. */
export type RuleFault =
  /** It has no value at this time to expiry, s. */
  | { kind: 'no value'; left: number }
  /** It never refreshes, or at every request. */
  | { kind: 'never' }
  | { kind: 'always' }

/** Times to expiry as shares of the lifetime: even ones, and ever closer to both ends. */
const SHARES = [
  ...Array.from({ length: 1999 }, (_, i) => (i + 1) / 2000),
  ...Array.from({ length: 12 }, (_, i) => powerOfTen(-i - 4)),
  ...Array.from({ length: 12 }, (_, i) => 1 - powerOfTen(-i - 4))
].sort((a, b) => a - b)

/**
 * What is wrong with a rule inside the lifetime; null where it is fine. A bounded number of places are tried, so a gap
 * narrower than a two-thousandth of the lifetime may be missed; there the rule does not refresh.
 */
export function ruleFault(tree: Expression, fixed: Pick<Values, 'ttl' | 'delta' | 'beta'>): RuleFault | null {
  const value = compile(tree)
  const { ttl } = fixed
  // One object for all places: a link with a rule is read in a millisecond.
  const values: Values = { ...fixed, left: 0, age: 0 }
  let [never, always] = [true, true]
  for (const share of SHARES) {
    const left = (values.left = share * ttl)
    values.age = ttl - left
    const now = value(values)
    if (Number.isNaN(now)) return { kind: 'no value', left }
    if (now > 0) never = false
    if (!(now >= 1)) always = false
  }
  return never ? { kind: 'never' } : always ? { kind: 'always' } : null
}

/** What a larger β does under a rule: refresh earlier or later, nothing, or either by the time to expiry. */
export type BetaEffect = 'earlier' | 'later' | 'nothing' | 'either'

/** Every sixteenth place is enough to see which way a rule turns. */
const FEW_SHARES = SHARES.filter((_, i) => i % 16 === 0 || i < 12 || i >= SHARES.length - 12)

/** By its chances at many places and for β from the least to the largest: so it does not depend on the present one. */
export function betaEffect(tree: Expression, { ttl, delta }: Pick<Values, 'ttl' | 'delta'>): BetaEffect {
  if (!mentions(tree, 'beta')) return 'nothing'
  const value = compile(tree)
  const values: Values = { ttl, delta, beta: 0, left: 0, age: 0 }
  let [rises, falls] = [false, false]
  for (const share of FEW_SHARES) {
    values.left = share * ttl
    values.age = ttl - values.left
    let before = NaN
    for (let place = -20; place <= 20; place++) {
      values.beta = exp(place * BETA_STEP)
      const now = asChance(value(values))
      if (now > before) rises = true
      if (now < before) falls = true
      before = now
    }
  }
  return rises ? (falls ? 'either' : 'earlier') : falls ? 'later' : 'nothing'
}

/** 20 steps up and down reach a million. */
const BETA_STEP = log(1e6) / 20
