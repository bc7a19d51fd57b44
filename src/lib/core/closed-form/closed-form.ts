/** The figures in closed form: Poisson requests and a fixed rebuild time. */
import { neededPerHour, splitWaste, type Figures, type Waste } from '../model/figures'
import { firstTrigger, gapQuantile, trigger, type FirstTrigger } from './first-trigger'
import { exp, expm1 } from '../math/fixed-math'
import { modelOf } from '../model/model-of'
import { PRESET_RULES } from '../model/options/preset-rules'
import { COARSE } from '../math/quadrature'
import { Latest, remember } from '../math/remember'
import type { Deviations } from '../model/deviations'
import type { Model, Scenario } from '../model/scenario'
import { stampede, type Stampede } from './stampede'
import { stampedeSizeQuantile } from './stampede-size'

/** Why a model has no closed form, as the end of the sentence "There is no closed form for …"; null where it has one. */
export function whyNoClosedForm(model: Model): string | null {
  if (model.arrivals.kind === 'burst') return 'requests that come in bursts'
  if (model.arrivals.kind === 'even') return 'evenly spaced requests'
  if (model.deltaCv > 0) return 'a rebuild time that varies'
  if (model.resolution > 0) return 'a coarse expiry'
  const deviating = whyDeviating(model.deviations)
  if (deviating !== null) return deviating
  return model.options ? 'every picture of a cache with these options' : null
}

function whyDeviating({ rule, background, storedDelta, expirySlack, losersWait }: Deviations = {}) {
  if (rule) return PRESET_RULES[rule].why
  if (background) return 'early rebuilds that run in the background, one at a time'
  return storedDelta || expirySlack || losersWait ? 'an implementation with ways of its own' : null
}

/**
 * The chance that a cycle's first trigger comes while rebuilds of the cycle before may still run: within one rebuild time
 * after the write. Where it is not small, refreshes run into each other and the hourly figures of the closed form do not
 * hold. With a lock rebuilds never overlap.
 * @param model one for which whyNoClosedForm is null
 * @returns 0 to 1
 */
export function overlapShare(model: Model): number {
  if (model.coordination === 'lock') return 0
  const { x1, scale, earlyShare } = trigger(model)
  if (earlyShare === 0) return 0
  const whileRunning = x1 * exp(-(model.ttl - model.delta) / scale) * -expm1(-model.delta / scale)
  return -expm1(-whileRunning)
}

/**
 * Up to this overlap share the closed form is the answer; above it the simulation is.
 * Measured against simulations of 400,000 cycles at 48 points (rΔ 0.5 to 100,000, β 0.3 to 10, with and without
 * coalescing), the largest error of the closed form is, at an overlap share of
 *   0.01: 0.17 % of the rebuilds per hour, 0.16 % of the stampede size, 0.4 % of the waste
 *   0.02: 0.26 %, 0.28 % and 0.6 %
 *   0.03: 0.35 %, 0.43 % and 0.9 %
 *   0.1: 1.2 %, 1.6 % and 2.5 %
 *   0.3: 4.8 %, 7.1 % and 9.4 %
 * So 0.02 keeps every figure within 1 %.
 */
export const SETTLED = 0.02

/** Whether a key's refreshes do not run into each other, so that its stampede, cycle and hourly figures have a closed form. */
export const settles = (model: Model) => overlapShare(model) <= SETTLED

/**
 * Why only a simulation gives all figures of a model, as the end of the sentence "There is no closed form for …"; null where
 * closedForm gives them. Check this before you show a figure of closedForm or hourly as the answer.
 */
export function whySimulated(model: Model): string | null {
  return whyNoClosedForm(model) ?? (settles(model) ? null : 'refreshes that run into each other')
}

/** Whether some key of a scenario needs a simulation at the scenario's β. */
export const isSimulated = (scenario: Scenario) =>
  scenario.keys.some((key) => whySimulated(modelOf(scenario, key)) !== null)

/**
 * The rebuilds per hour in closed form to four digits, for lines in a picture.
 * @param model one for which whyNoClosedForm is null; not checked
 * @param quadrature COARSE unless given, and DRAWN as good in less time; ROUGH gives two digits, SKETCH three, FINE those of closedForm
 */
export function hourly(model: Model, quadrature = COARSE): Waste {
  const law = firstTrigger(model)
  return hourlyOf(model, law, stampede(model, law, quadrature))
}

/**
 * rebuildsPerHour = 3600·(1 + E[duplicates])/cycle with cycle = T + Δ − E[G⁺] + m/r + E[L], where m is the share of cycles
 * that miss. The premature rebuilds are the difference of two nearly equal rates, 3600/cycle − needed; a common
 * denominator keeps the digits that the subtraction would lose.
 */
function hourlyOf(model: Model, law: FirstTrigger, means: Stampede): Waste {
  const needed = neededPerHour(model)
  const saved = law.meanGapOrZero + law.earlyShare / model.rate - means.stretch
  const cycle = cycleSeconds(model, law, means)
  return splitWaste(needed, (3600 / cycle) * means.duplicates, (needed / cycle) * saved)
}

function cycleSeconds(model: Model, law: FirstTrigger, means: Stampede): number {
  return model.ttl + model.delta - law.meanGapOrZero + exp(-law.mass) / model.rate + means.stretch
}

/**
 * The figures of the first trigger, good to 1e-9. They also hold where refreshes run into each other: a cycle begins with
 * no rebuild in flight, so its first trigger sees the whole lifetime of the last write.
 * @param model one for which whyNoClosedForm is null
 */
export function firstTriggerFigures(model: Model, law = firstTrigger(model)) {
  return {
    earlyShare: law.earlyShare,
    lateShare: law.lateShare,
    gapMean: law.earlyShare > 0 ? Math.min(model.ttl, law.meanGapOrZero / law.earlyShare) : null,
    gapP05: gapQuantile(law, 0.05),
    gapP50: gapQuantile(law, 0.5),
    gapP95: gapQuantile(law, 0.95)
  }
}

/** The latest figures, by their models: the parts of a page, and its title, ask for the same. */
const latest = new Latest<Figures>(24)

/**
 * Every figure of one key at one β, for Poisson requests and a fixed rebuild time, good to 1e-9.
 * The stampede, cycle and hourly figures hold while refreshes settle (see SETTLED).
 * @param model validated: finite, in the limits of the parameter table, delta ≤ ttl
 */
export const closedForm = (model: Model): Figures =>
  remember(latest, JSON.stringify(model), () => figuresOf(model))

function figuresOf(model: Model): Figures {
  const law = firstTrigger(model)
  const means = stampede(model, law)
  const cycle = cycleSeconds(model, law, means)
  let size: number | undefined
  return {
    ...firstTriggerFigures(model, law),
    duplicatesMean: means.duplicates,
    // Most of the work, and few ask for it.
    get stampedeSizeP99() {
      return (size ??= stampedeSizeQuantile(model, law, 0.99))
    },
    cycleSeconds: cycle,
    ...hourlyOf(model, law, means),
    blockedShare: Math.min(1, means.blocked / (model.rate * cycle)),
    requestsPerRebuild: model.rate * model.delta
  }
}
