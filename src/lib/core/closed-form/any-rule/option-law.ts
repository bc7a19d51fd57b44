/**
 * The figures of a cache by quadrature, for Poisson requests: with options, with a rule that is not the paper’s, with a
 * coarse expiry, and under a lock with a rebuild time that varies. They come from
 * the expected triggers H(g) before a gap g: P(G ≤ g) = e^(−H(g)), E[G⁺] = ∫ (1 − e^(−H)), and after a first trigger at g
 * another M(g) = H(max(0, g − Δ)) − H(g) + r·max(0, Δ − g) are expected until its write. docs/model.md §9 has the options.
 */
import { expm1, log1p } from '../../math/fixed-math'
import { bisect, wholeMiddle } from '../../math/bisect'
import { COARSE, FINE } from '../../math/quadrature'
import { NO_OPTIONS } from '../../model/options/cache-options'
import { hourOf, neededPerHour, splitWaste, type Figures, type ServedFigures } from '../../model/figures'
import type { Model } from '../../model/scenario'
import { eachFirst, type First } from './first-triggers'
import { lapsingLock } from './lapsing-lock'
import { everyLife, hasJitterAlone, jitteredLives, jitteredQuantiles } from './jittered-lives'
import { durationsOf, lateShare, meanOverDurations, triggersOf, type Life } from './lives'
import { coarseLives } from './phases'
import { ruleTree } from './rule-tree'
import { served, type Served } from './served-law'
import { eachProcess, everyTrigger, NO_MORE, stretchOf, type Starts } from './starts'

/** A share of a rebuild that makes no difference. */
const UNSEEN = 1e-9
/** Over so many steps of a coarse expiry the duplicates of a rebuild are followed. */
const MOST_STEPS = 60

/** Why a model has no law, as the end of the sentence "There is no closed form for …"; null where it has one. */
export function whyNoOptionLaw(model: Model): string | null {
  const { arrivals, coordination, delta, deltaCv, processes, resolution, ttl } = model
  const { jitter, lockTtl, losers, origin, stale, workers } = model.options ?? NO_OPTIONS
  if (arrivals.kind === 'burst') return 'requests that come in bursts'
  if (arrivals.kind === 'even') return 'evenly spaced requests'
  const { rule: _, storedDelta: __, ...deviations } = model.deviations ?? {}
  if (deviations.background) return 'early rebuilds that run in the background, one at a time'
  if (Object.keys(deviations).length > 0) return 'an implementation with ways of its own'
  const locked = isLocked(model)
  const varies = deltaCv > 0
  if (varies && !locked && !(coordination === 'coalesce' && processes === 1))
    return 'a rebuild time that varies'
  const lapses = locked && (varies ? lockTtl < Infinity : lockTtl < delta)
  if (lapses && varies) return 'a lock that lapses while rebuild times vary'
  if (lapses && (ruleTree(model) !== null || model.beta > 0))
    return 'a lock that lapses while rebuilds start early'
  if (
    lapses &&
    (workers < Infinity || (stale > 0 && losers !== 'wait') || losers === 'waitalways' || resolution > 0)
  )
    return 'a lock that lapses together with other options'
  if (resolution > 0 && (varies || jitter > 0)) return 'a coarse expiry of lifetimes that vary'
  if (resolution > 0 && ttl - resolution <= 2 * delta) return 'a coarse expiry of short lifetimes'
  if (resolution > 0 && delta > MOST_STEPS * resolution && startsOf(model) !== NO_MORE)
    return 'a coarse expiry in steps much shorter than a rebuild'
  if (coordination === 'coalesce' && workers < Infinity)
    return 'workers that are shared by processes that coalesce'
  if (locked && losers === 'waitalways' && workers < Infinity) return 'losers that hold workers'
  const most = locked && !lapses ? 1 : Math.min(workers, coordination === 'coalesce' ? processes : Infinity)
  if (origin < most) return 'an origin with a limit'
  return null
}

const isLocked = ({ coordination, options = NO_OPTIONS }: Model) =>
  coordination === 'lock' && options.losers !== 'rebuild'

/** Which of the triggers start a rebuild. */
export function startsOf(model: Model): Starts {
  if (model.coordination === 'coalesce') return eachProcess(model.processes)
  return isLocked(model) ? NO_MORE : everyTrigger((model.options ?? NO_OPTIONS).workers)
}

/** The chance that a cycle’s first trigger comes within one rebuild time after the write, while others may still run. */
export function optionOverlap(model: Model): number {
  if (startsOf(model) === NO_MORE) return 0
  const soon = ({ at, ttl }: Life['triggers']) => -expm1(-at(Math.max(0, ttl - model.delta)))
  const { resolution, ttl } = model
  if (resolution > 0) return soon(triggersOf(model, ttl, ttl - resolution))
  return everyLife(model).reduce((sum, { weight, triggers }) => sum + weight * soon(triggers), 0)
}

/** The means of a cycle that `served` gives. */
const SERVED = ['blocked', 'stale', 'waits'] as const

/** All figures of a model with options. */
export interface OptionLaw {
  figures: Figures
  served: ServedFigures
}

/**
 * @param model one for which whyNoOptionLaw is null
 * @param quadrature FINE gives figures to about 1e-10; with a rebuild time that varies all, and with a coarse expiry those
 * of the hour, are good to about 1e-4
 */
export function optionLaw(model: Model, quadrature = FINE): OptionLaw {
  const { delta, rate, ttl } = model
  const options = model.options ?? NO_OPTIONS
  const starts = startsOf(model)
  const lives = model.resolution > 0 ? coarseLives(model, starts) : everyLife(model)
  const means = {
    late: 0,
    early: 0,
    gap: 0,
    life: 0,
    duplicates: 0,
    stretch: 0,
    blocked: 0,
    stale: 0,
    waits: 0
  }
  // There are many lifetimes, and most parts of them are smooth.
  const unseen = hasJitterAlone(model) ? UNSEEN * delta : null
  const firsts: First[] = []
  const durations = durationsOf(model, 'fine').map(({ value, weight }) => ({
    seconds: value,
    weight,
    timed: { ...model, delta: value }
  }))
  const servedAfter = ({ after, gap }: First) => {
    const sum = { blocked: 0, stale: 0, waits: 0 }
    for (const { seconds, timed, weight } of durations) {
      // Only losers that always wait ask for the triggers of a rebuild that took another time.
      const other = seconds !== delta && options.losers === 'waitalways'
      const one = served(timed, options, starts, other ? after.lasting(seconds) : after, gap, unseen)
      for (const name of SERVED) sum[name] += weight * one[name]
    }
    return sum
  }
  // What follows a miss does not depend on the lifetime before.
  let missing: Served | null = null
  const allLives = model.deltaCv > 0 ? everyLife(model, true) : lives
  for (const life of allLives) {
    const { triggers, weight } = life
    means.early += weight * -expm1(-triggers.total)
    means.life += weight * triggers.ttl
    const bends = [0, triggers.ttl, ...triggers.bends].map((bend) => bend + options.stale)
    means.late +=
      weight * meanOverDurations(model, bends, (seconds) => lateShare(life, rate, seconds - options.stale))
  }
  const closeness = model.deltaCv > 0 ? COARSE : quadrature
  const visitFirst = (weight: number) => (first: First) => {
    const chance = weight * first.chance
    const { after, gap } = first
    const now = gap > 0 ? servedAfter(first) : (missing ??= servedAfter(first))
    for (const name of SERVED) means[name] += chance * now[name]
    means.gap += chance * gap
    if (starts === NO_MORE) return
    firsts.push({ ...first, chance })
    means.duplicates += chance * starts.mean(after.mass)
    if (Math.abs(chance) > 1e-15) means.stretch += chance * stretchOf(starts, after, quadrature, unseen)
  }
  const bends = [delta - options.stale]
  const shared = hasJitterAlone(model) ? jitteredLives(model).shared : null
  if (shared) {
    const ends = lives.map(({ triggers, weight }) => ({ ttl: triggers.ttl, weight }))
    eachFirst(shared, ends, rate, delta, bends, closeness, visitFirst(1), true)
  } else
    for (const { triggers, weight } of lives) {
      const end = { ttl: triggers.ttl, weight: 1 }
      eachFirst(triggers, [end], rate, delta, bends, closeness, visitFirst(weight), lives.length === 1)
    }
  const locked = isLocked(model)
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
  const cycle = means.life + delta - means.gap + missed / rate + means.stretch
  const needed = neededPerHour(model)
  const saved = ttl - means.life + means.gap + means.early / rate - means.stretch
  const p99 = 1 + (lapsing ? lapsing.p99 : sizeQuantile(starts, firsts, 0.99))
  const requests = rate * cycle
  const wait = means.waits / means.blocked
  const quantile =
    hasJitterAlone(model) && means.early > 0
      ? jitteredQuantiles(model, means.early)
      : (p: number) => gapQuantile(allLives, means.early, p)
  return {
    figures: {
      // The weights of many lifetimes add up to 1 but for a rounding.
      earlyShare: Math.min(1, means.early),
      lateShare: Math.min(1, means.late),
      gapMean: means.early > 0 ? means.gap / means.early : null,
      gapP05: quantile(0.05),
      gapP50: quantile(0.5),
      gapP95: quantile(0.95),
      duplicatesMean: means.duplicates,
      stampedeSizeP99: p99,
      cycleSeconds: cycle,
      ...splitWaste(needed, (hourOf(model) / cycle) * means.duplicates, (needed / cycle) * saved),
      blockedShare: Math.min(1, means.blocked / requests),
      requestsPerRebuild: rate * delta
    },
    served: {
      staleShare: Math.min(1, means.stale / requests),
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
  if (starts === NO_MORE) return 0
  const most = starts.most(firsts.reduce((most, { after }) => Math.max(most, after.mass), 0))
  const upTo = (n: number) =>
    firsts.reduce((sum, { chance, after }) => sum + chance * starts.atMost(n, after.mass), 0)
  return bisect((n) => upTo(n) >= p, -1, most, { divide: wholeMiddle })[1]
}

/** The gap that a share p of the early cycles stays below; null where none is early. */
function gapQuantile(lives: Life[], early: number, p: number): number | null {
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
