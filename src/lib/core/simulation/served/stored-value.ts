/** The value in the cache: how long it lives, and the chance that a request refreshes it early. */
import { storedDelta } from '../../model/deviations'
import { chanceOf, RuleChance, type Chance } from '../../model/options/chance'
import type { CacheOptions } from '../../model/options/cache-options'
import { mentions } from '../../model/options/tree'
import type { Random } from '../../math/random'
import { ruleOf } from '../../model/rule-of'
import type { Model } from '../../model/scenario'
import { WrittenExpiry } from './written-expiry'

/** Stretches in which fewer requests than this are picked need no closer bound. */
const FEW = 0.7
/** Elsewhere the bound of a stretch is at most so many times the chance at both of its ends. */
const CLOSE = 3

/** A stretch of fewer parts of what is left would be lost in rounding. */
const HALVINGS = 44

/** The chance that a request refreshes early; an expression takes the place of an implementation’s rule. */
export const chanceOfModel = (model: Model, { rule }: CacheOptions): Chance =>
  rule === null && model.deviations ? new RuleChance(ruleOf(model)) : chanceOf(rule, model.beta)

export class StoredValue {
  /** Time until it expires, s; below 0 since then. */
  left: number
  /** The Δ that it carries, s. */
  delta = 0
  /** Time from its death to the expiry that the rule of an implementation reads, s. */
  lead = 0
  /** For so long (s), until so much time to expiry (s), no chance is above `bound`. */
  blockLeft = 0
  blockEnd = Infinity
  bound = 0
  /** Whether every request in that stretch surely triggers, which is then not over. */
  get isSure(): boolean {
    return this.blockLeft > 0 && this.isCertainHere
  }
  private isCertainHere = false
  private readonly chance: Chance
  private readonly seesDelta: boolean
  /** What was stored last, s, and the stretch that began with it: after many writes it is the same. */
  private ttl = 0
  private life = 0
  private first: { rate: number; bound: number; end: number; length: number; isCertain: boolean } | null =
    null
  private readonly expiry: WrittenExpiry

  constructor(
    private readonly model: Model,
    private readonly options: CacheOptions,
    private readonly random: Random,
    firstDelta: number
  ) {
    this.chance = chanceOfModel(model, options)
    this.seesDelta = options.rule === null || mentions(options.rule, 'delta')
    this.expiry = new WrittenExpiry(model, random)
    this.left = model.ttl
    this.store(firstDelta, model.ttl, model.ttl, 0)
  }

  pass(seconds: number): void {
    this.left -= seconds
    this.blockLeft -= seconds
    this.expiry.pass(seconds)
  }

  /** A moment at which something changes: rounding must not put it off. @param left time to expiry, s */
  reach(left: number): void {
    this.left = left
    this.blockLeft = 0
  }

  /** A rebuild writes that took so long, s. Its expiry and its Δ replace those of the last write. */
  write(took: number): void {
    const { expiry, model, random } = this
    const { jitter } = this.options
    const ttl = jitter > 0 ? model.ttl * (1 - jitter + 2 * jitter * random.uniform()) : model.ttl
    expiry.write(ttl, took)
    this.left = expiry.life
    this.store(took, ttl, expiry.life, expiry.lead)
  }

  private store(took: number, ttl: number, life: number, lead: number): void {
    const delta = storedDelta(took, this.model.deviations?.storedDelta)
    const isSame =
      ttl === this.ttl &&
      life === this.life &&
      lead === this.lead &&
      (delta === this.delta || !this.seesDelta)
    if (!isSame) this.first = null
    this.delta = delta
    this.ttl = ttl
    this.life = life
    this.lead = lead
    this.chance.store(delta, ttl, life, lead)
    this.blockLeft = 0
  }

  /** The chance that a request now triggers early. */
  now(): number {
    return this.chance.at(this.left)
  }

  /** The chance that a request triggered early so many seconds ago, since the last write. */
  before(seconds: number): number {
    return this.chance.at(this.left + seconds)
  }

  /** Whether every request from now until expiry surely triggers. */
  isCertain(): boolean {
    return this.left <= 0 || this.chance.isCertain(this.left, 0)
  }

  /**
   * Finds a stretch of time before expiry with a close bound of the chance. Its length is counted by itself: a double would
   * lose a short one in a long time to expiry.
   * @param rate of requests that would be picked if all triggered, 1/s
   */
  findBlock(rate: number): void {
    const { chance, first, left } = this
    if (this.blockLeft > 0) return
    const isFirst = left === this.life
    if (isFirst && first?.rate === rate) {
      this.bound = first.bound
      this.blockEnd = first.end
      this.blockLeft = first.length
      this.isCertainHere = first.isCertain
      return
    }
    let length = left
    let end = 0
    let here = -1
    for (let i = 0; ; i++) {
      this.bound = chance.most(left, end)
      if (rate * this.bound * length <= FEW || i === HALVINGS) break
      if (here < 0) here = chance.at(left)
      if (this.bound <= CLOSE * here && this.bound <= CLOSE * chance.at(end)) break
      length /= 2
      end = left - length
    }
    this.blockEnd = end
    this.blockLeft = length
    this.isCertainHere = this.bound === 1 && chance.isCertain(left, end)
    if (isFirst) this.first = { rate, bound: this.bound, end, length, isCertain: this.isCertainHere }
  }
}
