/**
 * How long a value must be served beyond its lifetime, so that only a small share of the expiries makes anybody wait.
 *
 * After an expiry without an early refresh, requests start rebuilds and the first write ends the wait. With a fixed
 * rebuild time that is the first rebuild: its request comes after a pause W, and W + Δ has the quantile that is asked
 * for. Where the rebuild time D varies, a rebuild that starts later may write earlier. With I(t) = ∫ F_D over (0, t):
 * - `lock`: one rebuild, so P(wait > t) = P(W + D > t)
 * - `none`: every request starts one, so for Poisson requests P(wait > t) = e^(−r·I(t))
 * - `coalesce`: until the first write each of P processes starts one, at its own first request, so for Poisson
 *   requests P(wait > t) = P(W′ + D > t)^P with W′ at the rate r/P
 */
import { bisect } from '../math/bisect'
import { exp, expm1, log, log1p } from '../math/fixed-math'
import { lognormalQuantile, normalCdf } from '../math/lognormal'
import { integrate } from '../math/quadrature'
import { phaseRates, type Bursts } from '../model/phase-rates'
import type { Arrivals, Model } from '../model/scenario'
import { idleChance, idleQuantile } from './idle-interval'

/** The rebuild time D: ln D is normal with mean ln Δ − σ²/2 and standard deviation σ. */
class Rebuild {
  private readonly sigma: number

  constructor(private readonly model: Model) {
    this.sigma = Math.sqrt(log1p(model.deltaCv * model.deltaCv))
  }

  private z(seconds: number): number {
    return log(seconds / this.model.delta) / this.sigma + this.sigma / 2
  }

  /** P(D ≤ t). */
  cdf(seconds: number): number {
    return normalCdf(this.z(seconds))
  }

  /** I(t) = ∫ P(D ≤ u) du over (0, t) = t·F(t) − E[D; D ≤ t], s. */
  area(seconds: number): number {
    const z = this.z(seconds)
    return Math.max(0, seconds * normalCdf(z) - this.model.delta * normalCdf(z - this.sigma))
  }

  /** A time in which a rebuild ends with a chance of 1e-10 only, s. */
  get shortest(): number {
    return lognormalQuantile({ mean: this.model.delta, cv: this.model.deltaCv }, 1e-10)
  }

  /** E[f(t − D); D ≤ t], by the normal density of z between its end at D = t and 8 standard deviations below 0. */
  expectLeft(seconds: number, f: (left: number) => number): number {
    const end = Math.min(8, this.z(seconds))
    const part = (from: number, to: number) =>
      integrate(to - from, (_, fromRight) => {
        const z = to - fromRight
        // t − D, in a form that keeps its digits near D = t.
        const left = -seconds * expm1(this.sigma * (z - this.z(seconds)))
        return exp((-z * z) / 2) * f(left)
      })
    return (part(-8, Math.min(0, end)) + part(0, end)) / Math.sqrt(2 * Math.PI)
  }
}

/** P(W + D > t): the rebuild takes longer than t, or no request comes in the t − D that are left. */
const oneRebuild = (rate: number, arrivals: Arrivals, rebuild: Rebuild, seconds: number): number =>
  1 - rebuild.cdf(seconds) + rebuild.expectLeft(seconds, (left) => idleChance(rate, arrivals, left))

/** Steps of time between two doublings of it. */
const FINE_STEPS = 64

/**
 * P(wait > t) where every request of bursts and pauses starts a rebuild. What remains of t is u: the chances v(u) to
 * get through, in a burst and in a pause, obey v′ = (Q − diag(r_on·F(u), 0))·v, v(0) = 1, with Q the rates between the
 * phases. Solved step by step with F in the middle of each. Requests at the quiet rate q come besides and let through
 * e^(−q·I(t)), as Poisson requests do.
 */
function* burstWaits(rate: number, bursts: Bursts, rebuild: Rebuild) {
  const { on, off } = bursts
  const { peak, quiet } = phaseRates(rate, bursts)
  const requests = peak - quiet
  const [stop, begin] = [1 / on, 1 / off]
  const shareOn = on / (on + off)
  let [inBurst, inPause] = [1, 1]
  let u = rebuild.shortest
  const ratio = exp(log(2) / FINE_STEPS)
  for (;;) {
    const next = u * ratio
    const starts = requests * rebuild.cdf((u + next) / 2)
    const [a, d] = [-stop - starts, -begin]
    // The exponential of [[a, stop], [begin, d]], whose eigenvalues are real and not above 0.
    const mean = (a + d) / 2
    const half = Math.sqrt(((a - d) / 2) * ((a - d) / 2) + stop * begin)
    const step = next - u
    // Their product is starts·begin: as a quotient the small one keeps its digits.
    const fast = mean - half
    const [slowLeft, fastLeft] = [exp(((starts * begin) / fast) * step), exp(fast * step)]
    const cosh = (slowLeft + fastLeft) / 2
    const sinh = (slowLeft - fastLeft) / (2 * half)
    ;[inBurst, inPause] = [
      (cosh + ((a - d) / 2) * sinh) * inBurst + stop * sinh * inPause,
      begin * sinh * inBurst + (cosh - ((a - d) / 2) * sinh) * inPause
    ]
    u = next
    const peaks = shareOn * inBurst + (1 - shareOn) * inPause
    yield { seconds: u, chance: quiet > 0 ? peaks * exp(-quiet * rebuild.area(u)) : peaks }
  }
}

function burstQuantile(rate: number, bursts: Bursts, rebuild: Rebuild, late: number): number {
  let before = { seconds: 0, chance: 1 }
  for (const now of burstWaits(rate, bursts, rebuild)) {
    if (now.chance > late) {
      before = now
      continue
    }
    // Chances fall nearly exponentially within a step.
    const share = log(before.chance / late) / log(before.chance / Math.max(now.chance, 1e-300))
    return before.seconds + share * (now.seconds - before.seconds)
  }
  return Infinity
}

/** P(wait > t); an upper bound for evenly spaced requests, and for bursts that coalesce. */
function waitOf(model: Model, rebuild: Rebuild): (seconds: number) => number {
  const { rate, arrivals, coordination, processes } = model
  if (coordination === 'coalesce' && arrivals.kind === 'poisson') {
    return (seconds) => exp(processes * log(oneRebuild(rate / processes, arrivals, rebuild, seconds)))
  }
  if (coordination === 'none' && arrivals.kind === 'poisson')
    return (seconds) => exp(-rate * rebuild.area(seconds))
  if (coordination === 'none' && arrivals.kind === 'even') {
    // After a pause w below 1/r, Π(1 − F(t − w − n/r)) ≤ e^(−r·I(t − w)), for F rises.
    return (seconds) =>
      integrate(1, (share) => exp(-rate * rebuild.area(Math.max(1e-300, seconds - share / rate))))
  }
  // An upper bound where several rebuilds run: their first write is no later than that of the first rebuild.
  return (seconds) => oneRebuild(rate, arrivals, rebuild, seconds)
}

/**
 * The seconds beyond its lifetime for which a value must be served, so that at most this share of the expiries makes
 * anybody wait. Exact but for evenly spaced requests, and for coalescing in bursts or with evenly spaced requests:
 * there it may be more than is needed, never less.
 * @param late above 0, below 1
 */
export function staleTime(model: Model, late: number): number {
  const { rate, arrivals, delta, deltaCv, coordination } = model
  if (deltaCv === 0) return delta + idleQuantile(rate, arrivals, late)
  const rebuild = new Rebuild(model)
  if (arrivals.kind === 'burst' && coordination === 'none')
    return burstQuantile(rate, arrivals, rebuild, late)
  const wait = waitOf(model, rebuild)
  let high = rebuild.shortest
  while (wait(high) > late) high *= 2
  const enough = (low: number, high: number) => high - low <= 1e-9 * high
  return bisect((seconds) => wait(seconds) <= late, rebuild.shortest, high, { most: 60, enough })[1]
}
