/** What the figures of /learn/model draw: finite at the ends of every slider, and what the laws say. */
import { describe, expect, it } from 'vitest'
import { billData } from './bill-figure'
import { gapData } from './gap-figure'
import { ALLOWED, HEATS, LATE_CURVES, lateData } from './late-figure'
import { keyWith } from '../figures/keys'
import { HOT, SHOWN, sizeData } from './size-figure'
import { adviceData, BETAS, bestBeta, WARM, whichData } from './which-figure'

const betas = [...BETAS, 0.3, 1, 4]

/** Every number in a value of any shape. */
function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(numbers) : []
}
const expectFinite = (value: unknown) =>
  expect(numbers(value).filter((number) => !Number.isFinite(number))).toEqual([])

describe('at the ends of their sliders', () => {
  for (const beta of betas) {
    it(`the figures are of numbers, at β = ${beta}`, () => {
      for (const heat of [...HEATS, 1, 10_000]) {
        expectFinite(gapData(keyWith(beta, heat)))
        expectFinite(lateData(beta, heat))
        expectFinite(billData(beta, heat))
      }
      for (const processes of [1, 8, 10_000]) expectFinite(sizeData(beta, processes))
    })
  }

  it('the choice of β is of numbers', () => {
    for (const heat of WARM) for (const rebuilds of [20, 240, 10_000]) expectFinite(whichData(heat, rebuilds))
    for (const rebuilds of [20, 10_000]) expectFinite(adviceData(rebuilds))
  })
})

const areaUnder = (points: { x: number; y: number }[]) =>
  points.reduce((sum, { x, y }, i) => {
    const before = points[Math.max(0, i - 1)]
    return sum + ((x - before.x) * (y + before.y)) / 2
  }, 0)

it('the bars of the gap are those of the curve', () => {
  const { bins, law, missShare } = gapData(keyWith(1, 250))
  const area = bins.reduce((sum, { from, to, y }) => sum + (to - from) * y, 0)
  const under = areaUnder(law)
  // 4000 cycles, all but 1 in 1000 of them in view; a curve summed between some forty points.
  expect(area / under).toBeGreaterThan(0.98)
  expect(area / under).toBeLessThan(1.02)
  expect(missShare).toBeLessThan(1e-9)
})

it('the law of the gap is a Gumbel law, and what that has beyond the expiry are the misses', () => {
  for (const heat of [0.5, 2, HOT]) {
    const { gumbel, law, missShare } = gapData(keyWith(1, heat))
    // The same scale for both: the exact curve is the part before the expiry.
    const total = areaUnder(law) / (1 - missShare)
    const missed = areaUnder(gumbel.filter(({ x }) => x <= 0))
    expect(missed / total).toBeLessThan(missShare + 0.01)
    if (heat === 2) expect(missed / total).toBeGreaterThan(missShare - 0.03)
  }
})

it('late refreshes fall with β and with rΔ', () => {
  const { least } = lateData(1, 10)
  LATE_CURVES.forEach(({ points }, i) =>
    points.forEach((point, j) => {
      if (j > 0) expect(point.y).toBeLessThanOrEqual(points[j - 1].y)
      if (i > 0) expect(point.y).toBeLessThanOrEqual(LATE_CURVES[i - 1].points[j].y)
    })
  )
  expect(lateData(least!, 10).lateShare / ALLOWED).toBeCloseTo(1, 6)
})

it('simulated sizes lie within four standard errors of the geometric law', () => {
  for (const beta of [0.5, 1, 4]) {
    const { law, simulated, beyond } = sizeData(beta, 8)
    expect(law.reduce((sum, { y }) => sum + y, 0) + beyond).toBeCloseTo(1, 12)
    simulated.forEach(({ y }, i) => {
      const due = law[i].y
      expect(Math.abs(y - due)).toBeLessThan(4 * Math.sqrt((due * (1 - due)) / 4000) + 1e-12)
    })
    expect(simulated).toHaveLength(SHOWN)
  }
})

it('a lock has no duplicates, and the parts of a bill add up', () => {
  for (const { coordination, needed, duplicate, premature, total } of billData(1, HOT)) {
    expect(needed + duplicate + premature).toBeCloseTo(total, 9)
    if (coordination === 'lock') expect(duplicate).toBe(0)
  }
})

describe('which β', () => {
  it('without coordination the fewest rebuilds lie above β = 1 for a hot key', () => {
    const { best, none, atOne } = whichData(250, 240)
    expect(best.x).toBeGreaterThan(3)
    expect(best.x).toBeLessThan(6)
    for (const { y } of none) expect(best.y).toBeLessThanOrEqual(y * (1 + 1e-6))
    expect(atOne.none).toBeGreaterThan(3 * best.y)
  })

  it('agrees with the first-order condition of a hot key', () => {
    for (const [heat, rebuilds] of [
      [100, 1200],
      [1000, 5000]
    ]) {
      const beta = bestBeta(heat, rebuilds)
      // e^(1/β)/β² (T/Δ − β(ln(rΔβ) + γ)) = e^(1/β)(ln(rΔβ) + γ + 1), up to Δ and E[L] beside T.
      const log = Math.log(heat * beta) + 0.5772
      expect((rebuilds - beta * log) / beta ** 2 / (log + 1)).toBeCloseTo(1, 1)
    }
  })
})
