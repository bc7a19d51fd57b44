/**
 * Where the next trigger comes from, against a walk through every phase and every request: when the first admitted
 * trigger comes, and how many waited until then. Means within four standard errors.
 */
import { describe, expect, it } from 'vitest'
import { modelWith } from '../../../../../tests/statistics/models'
import { meanOf, SIGMAS, zScore } from '../../../../../tests/support/statistics'
import { triggerSource } from './arrivals'
import { SimulatedKey } from '../simulated-key'
import { Random } from '../../math/random'
import { phaseRates } from '../../model/phase-rates'
import { paperRuleOf, ruleOf } from '../../model/rule-of'
import type { Arrivals, Model } from '../../model/scenario'

/** Two means of so many differ by 4·√(2/5000) = 8 % of their spread at most; each of 84 cases compares four pairs. */
const DRAWS = 5000

interface Walk {
  found: number
  /** Requests that waited on the way. */
  passed: number
}

/** Gives how long after the one before, or after the beginning, the next request comes. */
function waits({ arrivals, rate }: Model, random: Random): () => number {
  if (arrivals.kind === 'poisson') return () => random.exponential() / rate
  if (arrivals.kind === 'even') {
    let next = random.uniform() / rate
    return () => [next, (next = 1 / rate)][0]
  }
  const { on, off, ratio = Infinity } = arrivals
  const quiet = ratio === Infinity ? 0 : (rate * (on + off)) / (ratio * on + off)
  const peak = (rate * (on + off) - quiet * off) / on
  let atPeak = random.uniform() < on / (on + off)
  let left = (atPeak ? on : off) * random.exponential()
  return () => {
    let waited = 0
    for (;;) {
      const wait = random.exponential() / (atPeak ? peak : quiet)
      if (wait < left) {
        left -= wait
        return waited + wait
      }
      waited += left
      atPeak = !atPeak
      left = (atPeak ? on : off) * random.exponential()
    }
  }
}

/** Once where losers wait, and once where they do not: the same requests come, and the same one is found. */
function walk(
  model: Model,
  random: Random,
  from: number,
  share: number,
  horizon: number
): { serving: Walk; waiting: Walk } {
  const next = waits(model, random)
  let [expired, lost] = [0, 0]
  const walks = (found: number) => ({
    serving: { found, passed: expired },
    waiting: { found, passed: expired + lost }
  })
  for (let at = from - next(); at > horizon; at -= next()) {
    const triggers = random.uniform() < (at > 0 ? Math.exp(-at / (model.beta * model.delta)) : 1)
    if (triggers && random.uniform() < share) return walks(at)
    if (at <= 0) expired++
    else if (triggers) lost++
  }
  return walks(horizon)
}

function draw(model: Model, random: Random, from: number, share: number, horizon: number): Walk {
  const losers = model.deviations?.losersWait ? paperRuleOf(model) : null
  const rule = losers ?? ruleOf(model)
  rule.store(model.delta, model.ttl)
  const source = triggerSource(model, losers, random)
  const found = source.next(from, rule, share, horizon)
  return { found: Math.max(found, horizon), passed: source.passed }
}

const kinds: Arrivals[] = [
  { kind: 'poisson' },
  { kind: 'even' },
  { kind: 'burst', on: 0.6, off: 0.9 },
  { kind: 'burst', on: 0.02, off: 0.01 },
  { kind: 'burst', on: 5, off: 40 },
  { kind: 'burst', on: 0.6, off: 0.9, ratio: 4 },
  { kind: 'burst', on: 0.02, off: 0.01, ratio: 20 }
]
const windows: [from: number, horizon: number][] = [
  [1.5, 0.2],
  [1.5, -0.4],
  [0.3, 0],
  [-0.1, -0.9]
]

describe.each(kinds)('requests that come %o', (arrivals) => {
  const model = modelWith({ ttl: 2, delta: 0.5, rate: 12, arrivals })
  it.each(windows.flatMap(([from, horizon]) => [0, 0.3, 1].map((share) => [from, horizon, share])))(
    'from %d s to %d s before expiry, a share of %d admitted, where losers wait and where they are served',
    (from, horizon, share) => {
      const theirs = Array.from({ length: DRAWS }, (_, i) =>
        walk(model, new Random(2, i), from, share, horizon)
      )
      for (const losers of ['waiting', 'serving'] as const) {
        const own: Model = losers === 'waiting' ? { ...model, deviations: { losersWait: true } } : model
        const mine = Array.from({ length: DRAWS }, (_, i) =>
          draw(own, new Random(1, i), from, share, horizon)
        )
        for (const figure of ['found', 'passed'] as const) {
          const [a, b] = [
            meanOf(mine.map((one) => one[figure])),
            meanOf(theirs.map((one) => one[losers][figure]))
          ]
          const score = Math.abs(a.mean - b.mean) < 1e-12 ? 0 : zScore(a.mean, a.error, b.mean, b.error)
          expect(Math.abs(score), `${figure}, losers ${losers}`).toBeLessThan(SIGMAS)
        }
      }
    }
  )
})

it.each<Arrivals>([{ kind: 'even' }, { kind: 'burst', on: 2, off: 18 }])(
  'a key in which losers wait under another rule than the paper’s is refused, where requests come %o',
  (arrivals) => {
    for (const rule of ['seconds', 'age'] as const) {
      const model = modelWith({ arrivals, beta: 20, deviations: { losersWait: true, rule } })
      expect(() => new SimulatedKey(model, new Random(1, 0))).toThrow(RangeError)
    }
  }
)

it('a batch of billions of phases takes the time of a million, and has the mean number of requests', () => {
  const model = modelWith({ rate: 1e7, delta: 10_000, ttl: 1e6, beta: 1e-6 })
  const rule = ruleOf(model)
  rule.store(model.delta, model.ttl)
  const phases: Arrivals = { kind: 'burst', on: 1e-6, off: 1e-6 }
  const source = triggerSource({ ...model, arrivals: phases }, null, new Random(1, 0))
  const batch = source.batch(0, rule, -model.delta)!
  expect(batch.work).toBeLessThan(1.1e6)
  // 10⁷ requests a second for 10⁴ s. The million bursts that are walked have 20 each, whose variance is 20 + 20².
  expect(Math.abs(batch.count - 1e11)).toBeLessThan(SIGMAS * Math.sqrt(1e11 + 2 * 1e6 * 20 ** 2))
  expect(batch.last).toBeGreaterThanOrEqual(-model.delta)
})

describe('the number of requests in an interval of peaks and quiet phases', () => {
  const arrivals = { kind: 'burst', on: 0.6, off: 0.9, ratio: 4 } as const
  const [rate, seconds] = [12, 1.5]
  const { peak, quiet } = phaseRates(rate, arrivals)
  const model = modelWith({ ttl: 2, delta: 0.5, rate, arrivals })
  const rule = ruleOf(model)
  rule.store(model.delta, model.ttl)
  // Fischer & Meier-Hellstern 1993: variance over mean is 1 + 2(p − q)²s(1 − s)/(rσ)·(1 − (1 − e^(−σt))/(σt)), with s the
  // share of time at peak and σ the sum of the rates at which the phases end.
  const share = arrivals.on / (arrivals.on + arrivals.off)
  const sigma = 1 / arrivals.on + 1 / arrivals.off
  const memory = 1 - (1 - Math.exp(-sigma * seconds)) / (sigma * seconds)
  const dispersion = 1 + ((2 * (peak - quiet) ** 2 * share * (1 - share)) / (rate * sigma)) * memory

  const oneByOne = (random: Random) => {
    const source = triggerSource(model, null, random)
    let count = 0
    for (let at = 0; (at = source.next(at, rule, 1, -seconds)) > -seconds;) count++
    return count
  }
  const atOnce = (random: Random) => {
    const source = triggerSource({ ...model, rate: 1e3 * rate }, null, random)
    // A thousand times the requests, so that a batch pays: their spread over the mean rate is that of the phases alone.
    return source.batch(0, rule, -seconds)!.count / 1e3
  }
  const inReplay = (random: Random) => {
    const next = waits(model, random)
    let count = 0
    for (let at = next(); at < seconds; at += next()) count++
    return count
  }

  it.each<[string, (random: Random) => number, number]>([
    ['one by one', oneByOne, dispersion],
    ['at once', atOnce, dispersion - 1 + 1e-3],
    ['by a walk', inReplay, dispersion]
  ])('drawn %s has the mean and the variance of the law', (_, draw, expected) => {
    // The variance is then known to 4·√(2/15,000) = 5 %; three quarters of it are due to the phases.
    const n = 15_000
    const counts = Array.from({ length: n }, (_, i) => draw(new Random(3, i)))
    const { mean, error } = meanOf(counts)
    expect(Math.abs(zScore(mean, error, rate * seconds, 0))).toBeLessThan(SIGMAS)
    const squares = meanOf(counts.map((count) => (count - rate * seconds) ** 2))
    expect(Math.abs(zScore(squares.mean, squares.error, expected * rate * seconds, 0))).toBeLessThan(SIGMAS)
  })
})
