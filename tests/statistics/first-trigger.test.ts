/** The first trigger of a cycle against its law, for both ways of simulating a key. */
import { describe, expect, it } from 'vitest'
import { AtOnceKey } from '../../src/lib/core/simulation/at-once-key'
import { SimulatedKey, firstTrigger, gapCdf, gapDensity, gapQuantile } from '#core'
import { integrate } from '../../src/lib/core/math/quadrature'
import { kolmogorovSmirnov, meanOf, shareError, SIGMAS, zScore } from '../support/statistics'
import { cyclesOf } from './cycles'
import { modelWith, nameOf } from './models'

const SEED = 11

const hot = { rate: 1000 }
const warm = { rate: 20 }
const cold = { rate: 0.5, beta: 4 }
/** T is half of βΔ: a trigger at any moment of the lifetime. */
const wide = { ttl: 5, delta: 1, rate: 0.5, beta: 10 }

describe.each([
  ['at once', AtOnceKey, 20_000],
  ['event by event', SimulatedKey, 10_000]
] as const)('simulated %s', (_, Key, n) => {
  describe.each([hot, warm, cold, wide].map((changes) => [nameOf(changes), modelWith(changes)] as const))(
    'a key with %s',
    (_, model) => {
      const law = firstTrigger(model)
      const gaps = cyclesOf(model, n, SEED, Key).map(({ gap }) => gap)
      const early = Float64Array.from(gaps.filter((gap) => gap > 0))

      it('is refreshed early as often as the law says', () => {
        const error = shareError(law.earlyShare, n)
        expect(Math.abs(zScore(early.length / n, error, law.earlyShare))).toBeLessThan(SIGMAS)
      })

      it('is refreshed as long before expiry as the law says', () => {
        const missed = gapCdf(law, 0)
        expect(kolmogorovSmirnov(early, (gap) => (gapCdf(law, gap) - missed) / law.earlyShare)).toBeLessThan(
          1
        )
      })

      if (law.earlyShare > 0.999) return
      it('waits for the first request after expiry where it misses', () => {
        const waits = Float64Array.from(gaps.filter((gap) => gap <= 0).map((gap) => -gap * model.rate))
        expect(kolmogorovSmirnov(waits, (wait) => -Math.expm1(-wait))).toBeLessThan(1)
      })
    }
  )
})

it('the two ways of simulating a key draw the same first trigger from the same random numbers', () => {
  for (const changes of [hot, warm, cold, wide]) {
    const model = modelWith(changes)
    const [atOnce, byEvents] = [AtOnceKey, SimulatedKey].map((Key) => cyclesOf(model, 200, SEED, Key))
    atOnce.forEach(({ gap }, i) => {
      // Two formulas for one number: a few roundings of the lifetime apart.
      expect(Math.abs(gap - byEvents[i].gap)).toBeLessThan(8 * 1.1e-16 * (model.ttl + Math.abs(gap)))
    })
  }
})

/** k·ln(rk) + k·Gumbel: the limit of the law where the chance of a trigger at the write is negligible (model.md §4). */
describe('a very hot key', () => {
  const model = modelWith({ rate: 1e6, beta: 2 })
  const k = model.beta * model.delta
  const n = 20_000
  const standard = Float64Array.from(
    cyclesOf(model, n, SEED),
    ({ gap }) => gap / k - Math.log(model.rate * k)
  )

  it('is refreshed as long before expiry as a Gumbel variable says', () => {
    expect(kolmogorovSmirnov(standard, (z) => Math.exp(-Math.exp(-z)))).toBeLessThan(1)
  })

  it('has the mean and the spread of one: γ and π/√6', () => {
    const { mean, variance } = meanOf(standard)
    const truth = Math.PI ** 2 / 6
    expect(Math.abs(zScore(mean, Math.sqrt(truth / n), 0.5772156649015329))).toBeLessThan(SIGMAS)
    // The kurtosis of a Gumbel variable is 27/5: the variance's error is σ²·√((27/5 − 1)/n).
    expect(Math.abs(zScore(variance, truth * Math.sqrt(4.4 / n), truth))).toBeLessThan(SIGMAS)
  })
})

describe('the law itself', () => {
  describe.each([hot, warm, cold, wide].map((changes) => [nameOf(changes), modelWith(changes)] as const))(
    'with %s',
    (_, model) => {
      const law = firstTrigger(model)

      it('has a density that integrates to the distribution', () => {
        const missed = gapCdf(law, 0)
        for (const share of [0.1, 0.5, 1]) {
          const gap = share * Math.min(model.ttl, 3 * gapQuantile(law, 0.99)!)
          const pieces = 64
          let sum = 0
          for (let i = 0; i < pieces; i++) {
            sum += integrate(gap / pieces, (left) => gapDensity(law, (gap * i) / pieces + left))
          }
          expect(Math.abs(sum + missed - gapCdf(law, gap))).toBeLessThan(1e-10)
        }
      })

      it('has quantiles that invert it among the early cycles', () => {
        const missed = gapCdf(law, 0)
        for (const p of [1e-6, 0.05, 0.5, 0.95, 1 - 1e-6]) {
          const below = (gapCdf(law, gapQuantile(law, p)!) - missed) / law.earlyShare
          expect(Math.abs(below - p)).toBeLessThan(1e-12 * Math.max(1, law.x1))
        }
      })
    }
  )
})
