/**
 * What one β does to a cache with options, good enough to weigh it against another and to look for the β that keep a
 * limit: the laws of option-law.ts to about 1e-3, in a fraction of a millisecond. Only what the advice asks is computed.
 */
import { bisect, crossing } from '../../math/bisect'
import { exp, expm1, log1p } from '../../math/fixed-math'
import { SMOOTH, gaussLegendre } from '../../math/quadrature'
import { NO_OPTIONS } from '../../model/options/cache-options'
import { hourOf } from '../../model/figures'
import type { Model } from '../../model/scenario'
import { eachInside, type First } from './first-triggers'
import { lifetimes, meanOver } from './lifetimes'
import { startsOf } from './option-law'
import { paperMass } from './paper-mass'
import { After, NO_MORE, stretchOf } from './starts'
import type { TriggerMass } from './trigger-mass'
import { scaled, type Lives, type Masses } from './weighed-mass'

type Before = NonNullable<Lives['before']>

/** The mass of first triggers is cut here: the chance of a first trigger falls as e^(−mass). */
const CUTS = [0, 0.3, 1, 2.5, 6, 14]
const NEGLIGIBLE = 25
/** Cuts nearer to each other than this need no nodes between them. */
const SLIGHT = 1e-6
/** Four nodes of Gauss and Legendre on an interval of width 1, for figures that are smooth in the lifetime. */
const FOUR = gaussLegendre([
  [0.8611363115940526, 0.3478548451374538],
  [0.3399810435848563, 0.6521451548625461]
])
/** A share of a cycle that makes no difference. */
const UNSEEN = 1e-5
/** Of the bends of a rule those nearest to expiry count. */
const MOST_BENDS = 16

/**
 * @param model with any rate of the cases
 * @param masses of its rule; null for the paper’s
 * @returns the triggers at a request rate of 1/s: cases that differ in nothing but the rate share them
 */
export function livesAt(model: Model, masses: Masses | null): Lives {
  const { jitter } = model.options ?? NO_OPTIONS
  const ends = lifetimes(model.ttl, jitter, [model.delta], FOUR)
  if (masses) return masses(model, ends)
  const ttl = Math.max(...ends.map((end) => end.ttl))
  const triggers = paperMass({ ...model, ttl, rate: 1 })
  return { each: [{ triggers, ends }], before: triggers.between }
}

/** A lifetime with the triggers that the longest one has before it begins. */
interface End {
  ttl: number
  weight: number
  before: number
}

const atRate = (lives: Lives, { rate }: Model): { triggers: TriggerMass; ends: End[] }[] =>
  lives.each.map(({ triggers, ends }) => {
    const mass = scaled(triggers, { rate })
    return { triggers: mass, ends: ends.map((end) => ({ ...end, before: mass.at(end.ttl) })) }
  })

/** Shares of one β. */
export interface Shares {
  /** P(G + S < Δ). */
  late: number
  /** p95 of the gap over the lifetime; 0 where no cycle is early. */
  lifetime: number
  /** The chance that a cycle’s first trigger comes within one rebuild time after the write, while others may still run. */
  overlap: number
}

export function sharesOf(model: Model, lives: Lives): Shares {
  const { jitter } = model.options ?? NO_OPTIONS
  return jitter > 0 && lives.before !== null
    ? jitteredShares(model, lives.before, lives.bendsAt)
    : eachShares(model, lives)
}

/** The shares of lifetimes with jitter, as many of them as it takes: few would tell next to nothing of the shortest. */
function jitteredShares(model: Model, before: Before, bendsAt: (gap: number) => number[] = () => []): Shares {
  const { ttl, delta, rate } = model
  const { jitter, stale } = model.options ?? NO_OPTIONS
  const needed = delta - stale
  const mean = (bends: number[], nothing: number, shareAt: (ttl: number) => number) =>
    meanOver(ttl, jitter, bends, CLOSE, nothing, shareAt)
  /** The chance of a first trigger before a gap. */
  const earlierThan = (gap: number, nothing: number) =>
    mean([ttl, gap, ...bendsAt(gap)], nothing, (ttl) => (gap < ttl ? -expm1(-rate * before(gap, ttl)) : 0))
  const early = earlierThan(0, UNLIKELY)
  const longest = ttl * (1 + jitter)
  const longGap = () =>
    crossing(
      (gap) => earlierThan(gap, CLOSE * 0.05 * early) - 0.05 * early,
      1e-4 * longest,
      longest,
      1 + CLOSE
    )[1]
  const late = (ttl: number) => {
    if (needed >= ttl) return 1
    return needed > 0 ? exp(-rate * before(needed, ttl)) : exp(-rate * (before(0, ttl) - needed))
  }
  const overlaps = (ttl: number) => -expm1(-rate * before(Math.max(0, ttl - delta), ttl))
  return {
    late: mean([ttl, needed, ...bendsAt(Math.max(0, needed))], UNLIKELY, late),
    lifetime: early > 0 ? longGap() / ttl : 0,
    overlap: startsOf(model) === NO_MORE ? 0 : mean([ttl, delta], CLOSE, overlaps)
  }
}

function eachShares(model: Model, lives: Lives): Shares {
  const own = atRate(lives, model)
  const needed = model.delta - (model.options ?? NO_OPTIONS).stale
  const sum = (of: (triggers: TriggerMass, end: End) => number) =>
    own.reduce(
      (total, { triggers, ends }) => ends.reduce((sum, end) => sum + end.weight * of(triggers, end), total),
      0
    )
  /** The chance of a first trigger before a gap. */
  const earlierThan = (gap: number) =>
    sum((triggers, { ttl, before }) => (gap < ttl ? -expm1(before - triggers.at(gap)) : 0))
  const longGap = (): number => {
    const rare = 0.05 * earlierThan(0)
    if (rare === 0) return 0
    const each = own.flatMap(({ triggers, ends }) =>
      ends.map(({ ttl, before }) => Math.min(ttl, triggers.gapAt(before - log1p(-rare))))
    )
    const enough = (low: number, high: number) => high - low <= CLOSELY * high
    return bisect((gap) => earlierThan(gap) <= rare, Math.min(...each), Math.max(...each), { enough })[1]
  }
  return {
    late: sum(({ at, total }, { ttl, before }) => {
      if (needed >= ttl) return 1
      return needed > 0 ? exp(before - at(needed)) : exp(before - total + model.rate * needed)
    }),
    lifetime: longGap() / model.ttl,
    overlap:
      startsOf(model) === NO_MORE
        ? 0
        : sum(({ at }, { ttl, before }) => -expm1(before - at(Math.max(0, ttl - model.delta))))
  }
}

/** Shares over lifetimes with jitter are found to this share, and below the least limit coarsely. */
const CLOSE = 1e-4
const UNLIKELY = 1e-12

/** Quantiles are found to this share. */
const CLOSELY = 1e-9

/** Every first trigger with its chance; a miss has gap 0. */
function eachFirst(lives: Lives, model: Model, visit: (first: First) => void) {
  const { delta, rate } = model
  for (const { triggers, ends } of atRate(lives, model)) {
    const { total, ttl, bends } = triggers
    const end = Math.min(total, NEGLIGIBLE + Math.max(...ends.map(({ before }) => before)))
    const near = bends.slice(-MOST_BENDS)
    const kinks = [delta, ...near, ...near.map((bend) => bend + delta)]
    const cuts = [
      ...ends.flatMap(({ before }) => CUTS.map((mass) => before + mass)),
      ...kinks.filter((gap) => gap > 0 && gap < ttl).map((gap) => triggers.at(gap))
    ]
    const chanceAt = (mass: number) =>
      ends.reduce((sum, { weight, before }) => (before <= mass ? sum + weight * exp(before - mass) : sum), 0)
    const places = [0]
    for (const mass of [...cuts.filter((mass) => mass < end), end].sort((a, b) => a - b))
      if (mass - places[places.length - 1] >= SLIGHT) places.push(mass)
    eachInside(triggers, rate, delta, { places, chanceAt, quadratureOf: () => SMOOTH }, visit)
    visit({ chance: chanceAt(total), after: new After(triggers, 0, rate, delta), gap: 0 })
  }
}

/** Rebuilds per hour of all instances, and the mean gap of the early cycles, s. */
export function costOf(model: Model, lives: Lives): { cost: number; gapMean: number } {
  const { delta, rate, ttl } = model
  const starts = startsOf(model)
  let [gaps, duplicates, stretch, early] = [0, 0, 0, 0]
  eachFirst(lives, model, ({ chance, after, gap }) => {
    gaps += chance * gap
    if (gap > 0) early += chance
    duplicates += chance * starts.mean(after.mass)
    // It is shorter than the rebuild, and than what the chance of another trigger leaves of it.
    if (chance > 1e-6 && delta * Math.min(1, after.mass) > UNSEEN * ttl)
      stretch += chance * stretchOf(starts, after, SMOOTH)
  })
  const cycle = ttl + delta - gaps + (1 - early) / rate + stretch
  return { cost: (hourOf(model) / cycle) * (1 + duplicates), gapMean: early > 0 ? gaps / early : 0 }
}

/** The share of cycles with more than so many rebuilds in flight at once. */
export function shareAbove(model: Model, lives: Lives, most: number): number {
  const starts = startsOf(model)
  if (starts.most(Infinity) < most) return 0
  let above = 0
  eachFirst(lives, model, ({ chance, after }) => {
    above += chance * (1 - starts.atMost(most - 1, after.mass))
  })
  return above
}
