/** The chance that a request refreshes, as a function of the time to expiry: the paper's rule or an expression. */
import { exp } from '../../math/fixed-math'
import type { Rule } from '../rule'
import type { Model } from '../scenario'
import { compile, compileBounds } from './compile'
import type { Expression, Values } from './tree'

/** Times are in seconds. After expiry every request triggers, and no rule is asked. */
export interface Chance {
  /**
   * Takes over what a write stores.
   * @param ttl the lifetime that was drawn, s
   * @param life time from the write to the expiry, s: shorter than `ttl` where the expiry is coarse
   * @param lead time from the death of the value to the expiry that a rule of an implementation reads, s
   */
  store(delta: number, ttl: number, life?: number, lead?: number): void
  /** With so much time to expiry, from 0 to the lifetime. */
  at(left: number): number
  /** No chance between these times to expiry is above it; `from` ≥ `to` ≥ 0. */
  most(from: number, to: number): number
  /** Whether every request between these times to expiry surely triggers. */
  isCertain(from: number, to: number): boolean
}

/** The result of a rule as a chance. A rule without a value is refused before; should one come here, it does not refresh. */
export const asChance = (value: number): number => (value > 0 ? Math.min(1, value) : 0)

/** A bound counts as exceeded by no more than rounding. */
const ROUNDING = 1 + 1e-9

class PaperChance implements Chance {
  private scale = 0

  constructor(private readonly beta: number) {}

  store(delta: number): void {
    this.scale = this.beta * delta
  }

  at(left: number): number {
    return this.scale > 0 ? exp(-left / this.scale) : 0
  }

  most(_: number, to: number): number {
    return Math.min(1, this.at(to) * ROUNDING)
  }

  isCertain(): boolean {
    return false
  }
}

/** The rule of an implementation, whose chance never falls as time passes. */
export class RuleChance implements Chance {
  constructor(private readonly rule: Rule) {}

  store(delta: number, _: number, life: number, lead: number): void {
    this.rule.store(delta, life, lead)
  }

  at(left: number): number {
    return this.rule.chance(left)
  }

  most(_: number, to: number): number {
    return Math.min(1, this.rule.chance(to) * ROUNDING)
  }

  isCertain(from: number): boolean {
    return this.rule.chance(from) >= 1
  }
}

class ExpressionChance implements Chance {
  private readonly now: Values
  private readonly low: Values
  private readonly high: Values
  private life = 0
  private readonly value
  private readonly bounds

  constructor(tree: Expression, beta: number) {
    this.now = { left: 0, age: 0, ttl: 0, delta: 0, beta }
    this.low = { ...this.now }
    this.high = { ...this.now }
    this.value = compile(tree)
    this.bounds = compileBounds(tree)
  }

  store(delta: number, ttl: number, life = ttl): void {
    this.life = life
    for (const values of [this.now, this.low, this.high]) {
      values.delta = delta
      values.ttl = ttl
    }
  }

  at(left: number): number {
    const { now } = this
    now.left = left
    now.age = this.life - left
    return asChance(this.value(now))
  }

  most(from: number, to: number): number {
    const [least, most] = this.between(from, to)
    // Where bounds are unknown any chance is possible.
    return Number.isNaN(least) || Number.isNaN(most) ? 1 : Math.min(1, asChance(most) * ROUNDING)
  }

  isCertain(from: number, to: number): boolean {
    return this.between(from, to)[0] >= 1
  }

  private between(from: number, to: number) {
    const { low, high, life } = this
    low.left = to
    high.left = from
    low.age = life - from
    high.age = life - to
    return this.bounds(low, high)
  }
}

/** The chance of a model’s requests under its own expression; null where it has none. */
export function expressedChance({ beta, delta, ttl, options }: Model): ((left: number) => number) | null {
  if (!options?.rule) return null
  const chance = chanceOf(options.rule, beta)
  chance.store(delta, ttl)
  return (left) => (left > ttl ? 0 : chance.at(left))
}

/** @param rule null is the paper's, for which β = 0 switches early refresh off */
export const chanceOf = (rule: Expression | null, beta: number): Chance =>
  rule === null ? new PaperChance(beta) : new ExpressionChance(rule, beta)
