/** The chance that no request triggers from the beginning of a cycle until some time before expiry. */
import { isAveraged, SAME_INSTANT } from './requests/arrivals'
import { exp, log, log1p } from '../math/fixed-math'
import type { Rule } from '../model/rule'
import { phaseRates } from '../model/phase-rates'
import type { Arrivals, Model } from '../model/scenario'

/** How a cycle begins: with nothing in flight. */
export interface Beginning {
  /** Time to expiry, s. */
  toExpiry: number
  /** The Δ that was stored with the value, s. */
  stored: number
  /** Time from the death of the value to the expiry that the rule reads, s. */
  lead: number
  /** What the requests do: see TriggerSource. */
  phase: number
}

/**
 * @param rule that has stored what the beginning says
 * @param times to expiry, longest first, at most that of the beginning; below 0 after expiry; s
 * @returns the logarithm of the chance for each; at least LEAST
 */
export function survivals(model: Model, rule: Rule, beginning: Beginning, times: number[]): number[] {
  const { arrivals, rate } = model
  if (arrivals.kind === 'even') return even(rate, rule, beginning, times)
  if (arrivals.kind === 'burst' && !isAveraged(model)) {
    // Requests at the quiet rate come all the time, whatever the phase: none of both kinds triggers, independently.
    const { quiet } = phaseRates(rate, arrivals)
    return bursts(rate - quiet, arrivals, rule, beginning, times).map(
      (none, i) => none - (quiet > 0 ? rule.between(beginning.toExpiry, times[i], quiet) : 0)
    )
  }
  return times.map((time) => -rule.between(beginning.toExpiry, time, rate))
}

/** The logarithm of a chance that is no chance. */
export const LEAST = -1e9
/** More requests than this are taken in blocks, in each of which the chance grows by a factor of e^(1/4) at most. */
const ONE_BY_ONE = 24
const BLOCKS = 4

/** The product of the chances that each request does not trigger. */
function even(rate: number, rule: Rule, { toExpiry, phase }: Beginning, times: number[]): number[] {
  const period = 1 / rate
  const missed = (at: number) => log1p(-Math.min(1 - 1e-15, rule.chance(at)))
  let at = toExpiry - phase
  if (at > rule.farthest) at -= period * Math.ceil((at - rule.farthest) / period)
  let sum = 0
  return times.map((time) => {
    // A request at the very moment is in time for its rebuild, and after the expiry.
    const end = time + (time > 0 ? -SAME_INSTANT : SAME_INSTANT) * period
    const left = Math.ceil((at - end) / period)
    if (left > ONE_BY_ONE) {
      const growth = log(rule.chance(Math.max(end, 0)) / Math.max(1e-15, rule.chance(at)))
      const blocks = Math.min(left, Math.max(4, Math.ceil(BLOCKS * growth)))
      const width = (left * period) / blocks
      for (let i = 0; i < blocks; i++)
        sum += (left / blocks) * missed(Math.max(time, at + period / 2 - (i + 0.5) * width))
      at -= left * period
    } else for (; at > end; at -= period) sum += missed(at)
    return Math.max(LEAST, sum)
  })
}

/** Steps of a window: the chance of a trigger changes by a factor of e^(1/3) in one. */
const STEPS = 3
/** This share of the time to expiry is one step where the chance grows no more. */
const NEAREST = 1e-9
/** Farther out fewer triggers than this are expected. */
const NEGLIGIBLE = 1e-4

/**
 * The two-state Markov chain of bursts and pauses, killed at the rate of triggers while in a burst (Fischer &
 * Meier-Hellstern, "The Markov-modulated Poisson process cookbook", 1993). The rate is taken as constant in each step.
 */
function bursts(
  rate: number,
  { on, off }: Arrivals & { kind: 'burst' },
  rule: Rule,
  { toExpiry, phase }: Beginning,
  times: number[]
): number[] {
  const [stop, begin] = [1 / on, 1 / off]
  const rateOn = (rate * (on + off)) / on
  let [inPause, inBurst] = phase > 0 ? [0, 1] : [1, 0]
  let scale = 0
  const step = (from: number, to: number) => {
    const seconds = from - to
    if (!(seconds > 0)) return
    const killed = rule.between(from, to, rateOn) / seconds
    const next = evolve(inPause, inBurst, begin, stop, killed, seconds)
    inPause = next[0]
    inBurst = next[1]
    const total = inPause + inBurst
    if (!(total > 0)) return
    scale += log(total)
    inPause /= total
    inBurst /= total
  }
  let now = toExpiry
  // Nothing triggers before this time to expiry, so one step goes there.
  const reach = farthestOf(rule, toExpiry, rateOn)
  return times.map((time) => {
    const far = Math.max(time, Math.min(now, reach))
    step(now, far)
    now = far
    while (now > time) {
      // After expiry every request triggers, and one step is exact.
      const chance = now > 0 ? rule.chance(now) : 0
      if (now <= 0) {
        step(now, time)
        break
      }
      // Without any chance left before expiry, as with β = 0, one step goes there: ever smaller ones never would.
      const none = chance === 0 && rule.between(now, 0, 1) === 0
      const width = none ? now : stepFrom(rule, now, chance, time > 0 ? 0 : NEAREST * toExpiry)
      const next = Math.max(time, now - width, time < 0 ? 0 : -Infinity)
      step(now, next)
      now = next
    }
    return inPause + inBurst > 0 ? Math.max(LEAST, scale) : LEAST
  })
}

/**
 * A part of the time until the chance is e times as large, s; at least a small part of what is left.
 * @param nearest from here on all that is left, s, where the chance grows no more: ever smaller steps would never end
 */
function stepFrom(rule: Rule, at: number, chance: number, nearest: number): number {
  if (!(chance > 0)) return at / STEPS
  const near = at * 0.95
  const growth = log(rule.chance(near) / chance) / (at - near)
  if (growth > 0) return Math.max(1 / growth, at / 200) / STEPS
  return at <= nearest ? at : at / STEPS
}

function farthestOf(rule: Rule, toExpiry: number, rateOn: number): number {
  let [near, far] = [0, toExpiry]
  for (let i = 0; i < 20; i++) {
    const middle = (near + far) / 2
    if (rule.between(toExpiry, middle, rateOn) < NEGLIGIBLE) far = middle
    else near = middle
  }
  return far
}

/** The state after so many seconds, from the eigenvalues of [[−begin, stop], [begin, −stop − killed]]. */
function evolve(
  inPause: number,
  inBurst: number,
  begin: number,
  stop: number,
  killed: number,
  seconds: number
): [number, number] {
  const half = (begin + stop + killed) / 2
  const root = Math.sqrt(Math.max(0, half * half - begin * killed))
  // The two decay with half ± root; the slow one keeps its digits as a quotient.
  const fast = half + root
  const slow = (begin * killed) / fast
  const [early, late] = [exp(-fast * seconds), exp(-slow * seconds)]
  const spread = fast - slow
  const mixed = spread > 0 ? (late - early) / spread : seconds * late
  const kept = spread > 0 ? (fast * late - slow * early) / spread : late * (1 + fast * seconds)
  // e^(At) = kept·I + mixed·A.
  return [
    Math.max(0, kept * inPause + mixed * (-begin * inPause + stop * inBurst)),
    Math.max(0, kept * inBurst + mixed * (begin * inPause - (stop + killed) * inBurst))
  ]
}
