/**
 * The statistics that judge a simulation. Every test of one figure fails by chance as rarely as a normal variable
 * lies four standard deviations off, 1 in 16,000; seeds are literals, so a test that passes keeps passing.
 */
import type { Tally } from '#core'

/** How many standard errors a figure may be off. */
export const SIGMAS = 4
/** The chance of a normal variable to lie further off than that, on either side. */
const ALPHA = 6.334e-5

/** How many standard errors lie between two figures; 0 where they are the same, however exact. */
export function zScore(mine: number, myError: number, theirs: number, theirError = 0): number {
  return mine === theirs ? 0 : (mine - theirs) / Math.hypot(myError, theirError)
}

/** Standard error of a share of n; where all or none were seen, as if one had been the other way. */
export function shareError(share: number, n: number): number {
  return Math.sqrt(Math.max(share * (1 - share), 1 / n) / n)
}

/**
 * How far from p the true share below the quantile p of n values may be: k·√(p(1 − p)/n), of several samples together.
 * Taken over to the other side's distribution it needs no density, so it holds for lattices and counts as well.
 */
export function quantileSlack(p: number, ...counts: number[]): number {
  return SIGMAS * Math.sqrt(p * (1 - p) * counts.reduce((sum, n) => sum + 1 / n, 0))
}

/** Mean of a sample, and its standard error s/√n. */
export function meanOf(sample: ArrayLike<number>): { mean: number; error: number; variance: number } {
  const n = sample.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += sample[i]
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (sample[i] - mean) ** 2
  const variance = squares / (n - 1)
  return { mean, error: Math.sqrt(variance / n), variance }
}

/** Pearson's correlation of two samples; its standard error is 1/√n where they are independent. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [{ mean: meanA, variance: varianceA }, { mean: meanB, variance: varianceB }] = [meanOf(a), meanOf(b)]
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - meanA) * (b[i] - meanB)
  return sum / (a.length - 1) / Math.sqrt(varianceA * varianceB)
}

/**
 * The largest distance between a sample's distribution and a law's (Kolmogorov & Smirnov), in units of its critical
 * value: above 1 the sample is not from that law. The critical value √(ln(2/α)/2)/√n holds for every n (Dvoretzky,
 * Kiefer, Wolfowitz 1956, with the constant of Massart 1990).
 */
export function kolmogorovSmirnov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.slice().sort()
  const n = sorted.length
  let distance = 0
  sorted.forEach((x, i) => {
    const p = cdf(x)
    distance = Math.max(distance, p - i / n, (i + 1) / n - p)
  })
  return distance / Math.sqrt(Math.log(2 / ALPHA) / 2 / n)
}

/**
 * Pearson's χ² of counts against what a law expects, in units of its critical value: above 1 they are not from
 * that law. Neighbouring cells are pooled until each expects ten. The critical value by Wilson & Hilferty (1931):
 * χ²/f is nearly the cube of a normal variable with mean 1 − 2/(9f) and variance 2/(9f).
 */
export function chiSquare(observed: readonly number[], expected: readonly number[]): number {
  const cells: { seen: number; due: number }[] = []
  let cell = { seen: 0, due: 0 }
  for (let i = 0; i < expected.length; i++) {
    cell.seen += observed[i] ?? 0
    cell.due += expected[i]
    if (cell.due < 10) continue
    cells.push(cell)
    cell = { seen: 0, due: 0 }
  }
  const last = cells[cells.length - 1]
  last.seen += cell.seen
  last.due += cell.due
  const statistic = cells.reduce((sum, { seen, due }) => sum + (seen - due) ** 2 / due, 0)
  const spread = 2 / (9 * (cells.length - 1))
  return statistic / ((cells.length - 1) * (1 - spread + SIGMAS * Math.sqrt(spread)) ** 3)
}

/** How far apart two doubles are, in units in the last place of the second. */
export function ulps(mine: number, truth: number): number {
  if (Object.is(mine, truth) || mine === truth) return 0
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(truth))))
  return Math.abs(mine - truth) / 2 ** (exponent - 52)
}

/** What a tally counts: the same in whatever order its cycles came, unlike its sums of doubles. */
export const countsOf = ({
  cycles,
  early,
  late,
  duplicates,
  duplicatesSquared,
  largest,
  gaps,
  sizes
}: Tally) => ({ cycles, early, late, duplicates, duplicatesSquared, largest, gaps, sizes })
