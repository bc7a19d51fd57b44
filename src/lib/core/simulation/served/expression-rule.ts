/** An expression as a rule whose triggers can be counted, to add up the chances of a cycle. */
import { paperMass } from '../../closed-form/any-rule/paper-mass'
import type { TriggerMass } from '../../closed-form/any-rule/trigger-mass'
import { massOf } from '../../closed-form/any-rule/weighed-mass'
import { exp, log } from '../../math/fixed-math'
import { chanceOf, type Chance } from '../../model/options/chance'
import { lifetimeEffect } from '../../model/options/time-scale'
import { mentions, type Expression } from '../../model/options/tree'
import type { Rule } from '../../model/rule'
import { ruleOf } from '../../model/rule-of'
import type { Model } from '../../model/scenario'
import type { Beginning } from '../survivals'

/** Masses that are kept: cycles often begin alike. */
const KEPT = 1000
/** So many times the first lifetime that was drawn holds most that are drawn later. */
const LONGER = 1.2
/** Lifetimes and rebuild times that differ by less than this share count as the same. */
const ALIKE = 1 / 12

/** A duration among few: the usual one, or one of a lattice. */
const alike = (value: number, usual: number) =>
  value === usual || !(value > 0) ? value : exp(Math.round(log(value) / ALIKE) * ALIKE)

/**
 * How a cycle begins, or nearly so, where the rule of its model is an expression: to count its triggers takes long, and so
 * it is done for few beginnings.
 */
export const likely = (model: Model, beginning: Beginning): Beginning =>
  model.options?.rule
    ? {
        ...beginning,
        stored: mentions(model.options.rule, 'delta') ? alike(beginning.stored, model.delta) : model.delta,
        toExpiry: alike(beginning.toExpiry, model.ttl)
      }
    : beginning

class ExpressionRule implements Rule {
  readonly farthest = Infinity
  private mass: TriggerMass
  private lifetime = 1
  /** Whether every lifetime has the same triggers, as far as it reaches. */
  private readonly isSame: boolean
  private readonly chanceBefore: Chance
  private readonly known = new Map<string, TriggerMass>()

  constructor(
    private readonly tree: Expression,
    private readonly beta: number,
    private readonly usualRate: number
  ) {
    this.isSame = lifetimeEffect(tree) === 'same'
    this.chanceBefore = chanceOf(tree, beta)
    this.mass = paperMass({ ttl: 1, delta: 1, beta: 0, rate: 1 })
  }

  store(delta: number, lifetime: number): void {
    const name = this.isSame ? `${delta}` : `${delta} ${lifetime}`
    let mass = this.known.get(name)
    if (!mass || mass.ttl < lifetime) {
      const ttl = this.isSame ? lifetime * LONGER : lifetime
      mass = massOf(this.tree)({ ttl, delta, beta: this.beta, rate: this.usualRate })
      if (this.known.size < KEPT) this.known.set(name, mass)
    }
    this.mass = mass
    this.lifetime = lifetime
    this.chanceBefore.store(delta, lifetime)
  }

  chance(toExpiry: number): number {
    return toExpiry > 0 ? this.chanceBefore.at(toExpiry) : 1
  }

  between(from: number, to: number, rate: number): number {
    const expired = rate * Math.max(0, Math.min(from, 0) - to)
    if (from <= 0) return expired
    const { lifetime, mass } = this
    return expired + rate * mass.between(Math.max(0, to), Math.min(lifetime, from))
  }

  inverse(from: number, e: number, rate: number): number {
    const { lifetime, mass } = this
    const start = mass.at(Math.min(lifetime, Math.max(0, from)))
    const wanted = start + e / rate
    return wanted < mass.total
      ? mass.gapAt(wanted)
      : Math.min(from, 0) - (wanted - Math.max(start, mass.total))
  }

  blockEnd(): number {
    return 0
  }
}

/** The rule of a model, also where it is an expression. */
export const countedRule = (model: Model): Rule =>
  model.options?.rule ? new ExpressionRule(model.options.rule, model.beta, model.rate) : ruleOf(model)
