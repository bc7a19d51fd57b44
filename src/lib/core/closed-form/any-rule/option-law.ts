/**
 * The figures of a cache with options by quadrature, for Poisson requests, a fixed rebuild time and an exact expiry; from
 * the expected triggers H(g) before a gap g: P(G ≤ g) = e^(−H(g)), E[G⁺] = ∫ (1 − e^(−H)), and after a first trigger at g
 * another M(g) = H(max(0, g − Δ)) − H(g) + r·max(0, Δ − g) are expected until its write. docs/model.md §9 has the options.
 */
import { exp, expm1, log1p } from '../../math/fixed-math'
import { bisect, wholeMiddle } from '../../math/bisect'
import { eachNode, FINE, type Quadrature } from '../../math/quadrature'
import { NO_OPTIONS, type CacheOptions } from '../../model/options/cache-options'
import { hourOf, neededPerHour, splitWaste, type Figures, type ServedFigures } from '../../model/figures'
import type { Model } from '../../model/scenario'
import { lapsingLock } from './lapsing-lock'
import { lifetimes } from './lifetimes'
import { paperMass } from './paper-mass'
import { served, type Served } from './served-law'
import { After, everyTrigger, NO_MORE, onePerProcess, stretchOf, type Starts } from './starts'
import { triggerMass, type TriggerMass } from './trigger-mass'

/** First triggers less likely than this do not change a sum of doubles. */
const RARE = 1e-22
/** With this mass the chance of no trigger is 1e-20. */
const NEGLIGIBLE = 46

/** The triggers of one lifetime, with its share among all lifetimes. */
export interface Life {
  weight: number
  triggers: TriggerMass
}

/** A first trigger with its chance; a miss has gap 0. */
interface First {
  chance: number
  after: After
  gap: number
}

/** Why a model with options has no law, as the end of the sentence "There is no closed form for …"; null where it has one. */
export function whyNoOptionLaw(model: Model): string | null {
  const { coordination, delta, processes } = model
  const { lockTtl, losers, origin, rule, stale, workers } = model.options ?? NO_OPTIONS
  const locked = coordination === 'lock' && losers !== 'rebuild'
  const lapses = locked && lockTtl < delta
  if (lapses && (rule !== null || model.beta > 0)) return 'a lock that lapses while rebuilds start early'
  if (lapses && (workers < Infinity || (stale > 0 && losers !== 'wait') || losers === 'waitalways'))
    return 'a lock that lapses together with other options'
  if (coordination === 'coalesce' && workers < Infinity)
    return 'workers that are shared by processes that coalesce'
  if (locked && losers === 'waitalways' && workers < Infinity) return 'losers that hold workers'
  const most = locked && !lapses ? 1 : Math.min(workers, coordination === 'coalesce' ? processes : Infinity)
  if (origin < most) return 'an origin with a limit'
  return null
}

/** The rule and the lifetimes of a model. */
function livesOf(model: Model): Life[] {
  const { rule, jitter } = model.options ?? NO_OPTIONS
  return lifetimes(model.ttl, jitter, model.delta).map(({ ttl, weight }) => {
    const mass = { ...model, ttl }
    return { weight, triggers: rule === null ? paperMass(mass) : triggerMass(rule, mass) }
  })
}

/** Which of the triggers start a rebuild. */
export function startsOf({ coordination, processes, options = NO_OPTIONS }: Model): Starts {
  if (coordination === 'coalesce') return onePerProcess(processes)
  return coordination === 'none' || options.losers === 'rebuild' ? everyTrigger(options.workers) : NO_MORE
}

/** The chance that a refresh is late: the value stops being served before the write, P(G + S < Δ). */
export function lateShare(
  { triggers: { ttl, total, at } }: Life,
  { delta, rate }: Model,
  stale: number
): number {
  if (delta - stale >= ttl) return 1
  return delta > stale ? exp(-at(delta - stale)) : exp(-total - rate * (stale - delta))
}

/** The chance that a cycle’s first trigger comes within one rebuild time after the write, while others may still run. */
export function optionOverlap(model: Model): number {
  if (startsOf(model) === NO_MORE) return 0
  return livesOf(model).reduce((sum, { weight, triggers }) => {
    return sum + weight * -expm1(-triggers.at(Math.max(0, triggers.ttl - model.delta)))
  }, 0)
}

/** Every first trigger of a lifetime, by a quadrature over the mass before it, and then the miss. */
function eachFirst(
  { triggers }: Life,
  { delta, rate }: Model,
  { stale }: CacheOptions,
  quadrature: Quadrature,
  visit: (first: First) => void
): void {
  const { total, ttl } = triggers
  const end = Math.min(total, NEGLIGIBLE)
  const gaps = [delta, delta - stale, ...triggers.bends, ...triggers.bends.map((bend) => bend + delta)]
  const cuts = gaps.filter((gap) => gap > 0 && gap < ttl).map((gap) => triggers.at(gap))
  const places = [...new Set([0, ...cuts.filter((mass) => mass < end), end])].sort((a, b) => a - b)
  for (let i = 1; i < places.length; i++) {
    const from = places[i - 1]
    eachNode(
      places[i] - from,
      (left, _, weight) => {
        const chance = weight * exp(-from - left)
        if (chance < RARE) return
        const gap = Math.min(ttl, triggers.gapAt(from + left))
        visit({ chance, gap, after: new After(triggers, gap, rate, delta) })
      },
      quadrature
    )
  }
  if (total < NEGLIGIBLE) visit({ chance: exp(-total), gap: 0, after: new After(triggers, 0, rate, delta) })
}

/** All figures of a model with options. */
export interface OptionLaw {
  figures: Figures
  served: ServedFigures
}

/**
 * @param model one for which whyNoClosedForm is null but for its options, and whyNoOptionLaw is null
 * @param quadrature FINE gives figures to about 1e-10
 */
export function optionLaw(model: Model, quadrature = FINE): OptionLaw {
  const { delta, rate, ttl } = model
  const options = model.options ?? NO_OPTIONS
  const lives = livesOf(model)
  const starts = startsOf(model)
  const means = { late: 0, early: 0, gap: 0, duplicates: 0, stretch: 0, blocked: 0, stale: 0, waits: 0 }
  const firsts: First[] = []
  const add = ({ blocked, stale, waits }: Served, chance: number) => {
    means.blocked += chance * blocked
    means.stale += chance * stale
    means.waits += chance * waits
  }
  for (const life of lives) {
    means.late += life.weight * lateShare(life, model, options.stale)
    means.early += life.weight * -expm1(-life.triggers.total)
    eachFirst(life, model, options, quadrature, (first) => {
      const chance = life.weight * first.chance
      const { after, gap } = first
      firsts.push({ ...first, chance })
      means.gap += chance * gap
      means.duplicates += chance * starts.mean(after.mass)
      if (chance > 1e-15) means.stretch += chance * stretchOf(starts, after, quadrature)
      add(served(model, options, starts, after, gap), chance)
    })
  }
  const locked = model.coordination === 'lock' && options.losers !== 'rebuild'
  const lapsing = locked && options.lockTtl < delta ? lapsingLock(rate, delta, options.lockTtl) : null
  if (lapsing) {
    means.duplicates = lapsing.duplicates
    means.stretch = lapsing.stretch
    if (options.losers === 'stale') {
      means.blocked = 1 + lapsing.duplicates
      means.stale = rate * delta - lapsing.duplicates
    }
    means.waits = NaN
  }
  const missed = 1 - means.early
  const cycle = ttl + delta - means.gap + missed / rate + means.stretch
  const needed = neededPerHour(model)
  const saved = means.gap + means.early / rate - means.stretch
  const p99 = 1 + (lapsing ? lapsing.p99 : sizeQuantile(starts, firsts, 0.99))
  const requests = rate * cycle
  const wait = means.waits / means.blocked
  return {
    figures: {
      earlyShare: means.early,
      lateShare: means.late,
      gapMean: means.early > 0 ? means.gap / means.early : null,
      gapP05: gapQuantile(lives, means.early, 0.05),
      gapP50: gapQuantile(lives, means.early, 0.5),
      gapP95: gapQuantile(lives, means.early, 0.95),
      duplicatesMean: means.duplicates,
      stampedeSizeP99: p99,
      cycleSeconds: cycle,
      ...splitWaste(needed, (hourOf(model) / cycle) * means.duplicates, (needed / cycle) * saved),
      blockedShare: Math.min(1, means.blocked / requests),
      requestsPerRebuild: rate * delta
    },
    served: {
      staleShare: means.stale / requests,
      // All rebuilds of a cycle are in flight until the first of them writes.
      inFlightMaxMean: 1 + means.duplicates,
      inFlightMaxP99: p99,
      waitMean: Number.isFinite(wait) ? wait : null,
      // Without coordination and with workers enough, whoever waits waits for a rebuild of its own.
      waitP99: !locked && model.coordination !== 'coalesce' && options.workers === Infinity ? delta : null,
      collapse: options.origin < Infinity ? 0 : null
    }
  }
}

/** The smallest number of duplicates that a share p of the cycles does not exceed. */
function sizeQuantile(starts: Starts, firsts: First[], p: number): number {
  const most = starts.most(Math.max(...firsts.map(({ after }) => after.mass)))
  const upTo = (n: number) =>
    firsts.reduce((sum, { chance, after }) => sum + chance * starts.atMost(n, after.mass), 0)
  return bisect((n) => upTo(n) >= p, -1, most, { divide: wholeMiddle })[1]
}

/** The gap that a share p of the early cycles stays below; null where none is early. */
export function gapQuantile(lives: Life[], early: number, p: number): number | null {
  if (early === 0) return null
  if (lives.length === 1) {
    const { triggers } = lives[0]
    return Math.min(triggers.ttl, triggers.gapAt(-log1p(-(1 - p) * early)))
  }
  const longer = (gap: number) =>
    lives.reduce(
      (sum, { weight, triggers }) => sum + weight * (gap < triggers.ttl ? -expm1(-triggers.at(gap)) : 0),
      0
    )
  const longest = Math.max(...lives.map(({ triggers }) => triggers.ttl))
  return bisect((gap) => longer(gap) <= (1 - p) * early, 0, longest, { most: 60 })[1]
}
