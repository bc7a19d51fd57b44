/**
 * Lifetimes with jitter, for a fixed rebuild time. Twelve of them follow a figure that changes slowly with the lifetime. Under
 * a rule that reads the lifetime, or with lifetimes as short as a rebuild, a figure may fall a thousandfold from one to the
 * next, or bend; then their range is split.
 */
import { exp, expm1, log1p } from '../../math/fixed-math'
import { crossing } from '../../math/bisect'
import { GAUSS } from '../../math/quadrature'
import { remember } from '../../math/remember'
import { lastTerms } from './legendre'
import { NO_OPTIONS } from '../../model/options/cache-options'
import { lifetimeEffect, type LifetimeEffect } from '../../model/options/time-scale'
import type { Model } from '../../model/scenario'
import { lifetimes, meanOver, type Lifetime } from './lifetimes'
import { lateShare, livesOf, triggersOf, type Life } from './lives'
import { ruleTree } from './rule-tree'
import { After } from './starts'
import { OF_MANY, type TriggerMass } from './trigger-mass'
import { scaled, shortened } from './weighed-mass'

/** The last terms of a series are below this share of its figure: then the rest is below 1e-9 even where the figure bends. */
const FOLLOWED = 3e-9
/** What is below this makes no difference to a share. */
const NOTHING = 1e-14
/** So many lifetimes take seconds: of those that share their triggers, the triggers are looked up. */
const MOST_LIVES = { same: 4000, share: 600, own: 600 }
/** A part as narrow as this share of the range need not be split, whatever happens in it. */
const NARROW = 1e-9
/** So many bends of a rule are known places to split at. More of them are found by halving. */
const FEW = 16

interface JitteredLives {
  lives: Life[]
  /** The triggers of the longest lifetime, where those of the others are the last of them; else null. */
  shared: TriggerMass | null
  /** Whether they follow all figures. */
  isFollowed: boolean
}

/** With a rebuild time that varies as well, figures are smooth in both, and need fewer digits. */
export const hasJitterAlone = ({ deltaCv, options = NO_OPTIONS }: Model) =>
  options.jitter > 0 && deltaCv === 0

/** How a cycle may begin. @param closely for quantiles of a rebuild time that varies */
export const everyLife = (model: Model, closely = false): Life[] =>
  hasJitterAlone(model) ? jitteredLives(model).lives : livesOf(model, closely)

interface Masses {
  effect: LifetimeEffect
  massAt: (ttl: number) => TriggerMass
  /** Those that were asked for, by their lifetime, s. */
  known: Map<number, TriggerMass>
  longest: () => TriggerMass
}

const allMasses = new WeakMap<Model, Masses>()
const massesOf = (model: Model) => remember(allMasses, model, () => makeMasses(model))

/** The triggers of every lifetime: where one table of them serves all, only that is integrated. */
function makeMasses(model: Model): Masses {
  const tree = ruleTree(model)
  const effect = tree === null ? 'same' : lifetimeEffect(tree)
  const { jitter } = model.options ?? NO_OPTIONS
  const known = new Map<number, TriggerMass>()
  let most: TriggerMass | null = null
  const longest = () => (most ??= triggersOf(model, model.ttl * (1 + jitter)))
  const find = (ttl: number) => {
    if (effect === 'own') return triggersOf(model, ttl, ttl, model.delta, OF_MANY)
    return effect === 'same' ? shortened(longest(), ttl) : scaled(longest(), { ttl })
  }
  const massAt = (ttl: number) => remember(known, ttl, () => find(ttl))
  return { effect, massAt, known, longest }
}

const found = new WeakMap<Model, JitteredLives>()

/** @param model with jitter and a fixed rebuild time */
export const jitteredLives = (model: Model): JitteredLives => remember(found, model, () => followLives(model))

function followLives(model: Model): JitteredLives {
  const { delta, rate, ttl } = model
  const { jitter, stale } = model.options ?? NO_OPTIONS
  const { effect, known, longest, massAt } = massesOf(model)
  const bends = [ttl, delta, delta - stale]
  /** What the figures are made of: early, late, and at the median of the early gaps the gap and the triggers after it. */
  const sharesAt = ({ ttl }: Lifetime): number[] => {
    const triggers = massAt(ttl)
    const early = -expm1(-triggers.total)
    const gap = Math.min(ttl, triggers.gapAt(-log1p(-early / 2)))
    const expired = delta < ttl ? exp(-triggers.at(delta)) : 1
    const late = lateShare({ triggers, weight: 1 }, rate, delta - stale)
    return [early, expired, late, early * gap, early * new After(triggers, gap, rate, delta).mass]
  }
  const means = lifetimes(ttl, jitter, bends).reduce((sums, life) => {
    const shares = sharesAt(life)
    return shares.map((share, i) => (sums[i] ?? 0) + life.weight * share)
  }, [] as number[])

  let isFollowed = true
  const splitAt = (part: Lifetime[], from: number, to: number): number | null => {
    const shares = part.map(sharesAt)
    const weight = (to - from) / (2 * jitter * ttl)
    const isSmooth = means.every(
      (mean, i) => weight * lastTerms(shares.map((all) => all[i])) <= FOLLOWED * mean + NOTHING
    )
    if (isSmooth || weight < NARROW) return null
    if (known.size < MOST_LIVES[effect]) return placeToSplit(kinks(), from, to)
    isFollowed = false
    return null
  }
  let places: number[] | null = null
  const kinks = () => (places ??= bentLifetimes(model, longest(), [delta, delta - stale]))

  const lives = lifetimes(ttl, jitter, bends, GAUSS, splitAt)
  return {
    lives: lives.map(({ ttl, weight }) => ({ weight, triggers: massAt(ttl) })),
    shared: effect === 'same' ? longest() : null,
    isFollowed
  }
}

/** The known place that is nearest to the middle of a part; the middle where there is none. */
function placeToSplit(places: number[], from: number, to: number): number {
  const middle = from + (to - from) / 2
  const margin = 1e-12 * to
  const inside = places.filter((at) => at > from + margin && at < to - margin)
  if (inside.length === 0) return middle
  return inside.reduce((near, at) => (Math.abs(at - middle) < Math.abs(near - middle) ? at : near))
}

/** The lifetimes at which a bend of the rule comes to the end of the lifetime, or of what of it a figure looks at. */
function bentLifetimes(model: Model, { bends, ttl }: TriggerMass, gaps: number[]): number[] {
  const tree = ruleTree(model)
  if (tree === null || bends.length > FEW) return []
  const effect = lifetimeEffect(tree)
  if (effect === 'same') return bends.flatMap((bend) => [bend, ...gaps.map((gap) => bend + gap)])
  if (effect === 'own') return []
  return bends.flatMap((bend) => gaps.flatMap((gap) => [gap * (ttl / bend), gap / (1 - bend / ttl)]))
}

/**
 * The gap that a share p of the early cycles stays below. At one gap only some of the lifetimes may be early, so that it asks
 * for other lifetimes than the means.
 * @param early the share of early cycles, above 0
 */
export function jitteredQuantiles(model: Model, early: number): (p: number) => number {
  const { ttl } = model
  const { jitter } = model.options ?? NO_OPTIONS
  const { massAt, kinksAt, isSpent, close } = manyMasses(model)
  const longest = ttl * (1 + jitter)
  const longer = (gap: number) => {
    const shareAt = (ttl: number) => (gap < ttl ? -expm1(-massAt(ttl).at(gap)) : 0)
    return meanOver(ttl, jitter, [ttl, ...kinksAt(gap)], 0, close * early, shareAt, isSpent)
  }
  return (p) => crossing((gap) => longer(gap) - (1 - p) * early, longest * SHORTEST, longest, 1 + CLOSELY)[1]
}

/** The shortest gap to look for, as a share of the longest lifetime, and how closely. */
const SHORTEST = 1e-12
const CLOSELY = 1e-12

interface ManyMasses {
  massAt: (ttl: number) => TriggerMass
  /** Lifetimes at which the mass at a gap bends. */
  kinksAt: (gap: number) => number[]
  /** Whether no more of them can be found. */
  isSpent: () => boolean
  /** What is below this share makes no difference. */
  close: number
}

/** The triggers of very many lifetimes. Where one is not like another each takes milliseconds, and a few hundred must do. */
function manyMasses(model: Model): ManyMasses {
  const { effect, known, longest, massAt } = massesOf(model)
  if (effect === 'own')
    return { massAt, kinksAt: () => [], isSpent: () => known.size > MOST_LIVES.own, close: 1e-5 }
  const { bends, ttl } = longest()
  const isShare = effect === 'share' && bends.length <= FEW
  const parts = isShare ? bends.map((bend) => ttl / bend) : []
  const kinksAt = (gap: number) => [gap, ...parts.map((part) => gap * part)]
  return { massAt, kinksAt, isSpent: () => false, close: 1e-10 }
}
