/** Compares two tallies of one key from independent programs: every figure within four standard errors. */
import { expect, it } from 'vitest'
import { FIGURE_KEYS, type Model, type Tally, countQuantile, histogramQuantile, summarize } from '#core'
import type { Cycle } from '../../src/lib/core/simulation/served/served-cycle'
import { addCycle, closeTally, openTally } from '../../src/lib/core/simulation/tally'
import { quantileSlack, SIGMAS, zScore } from '../support/statistics'

/** Cycles to play before counting, because the first ones depend on the start. */
export const WARM_UP = 20

/** Counts cycles, without the first ones. */
export function tallyOf(cycles: Iterable<Cycle>): Tally {
  const tally = openTally()
  let played = 0
  for (const cycle of cycles) if (played++ >= WARM_UP) addCycle(tally, cycle)
  return closeTally(tally)
}

/** Checks each figure. */
export function itIsAlike(model: Model, mine: Tally, theirs: Tally): void {
  const [a, b] = [mine, theirs].map((tally) => summarize(model, tally))

  it.each(FIGURE_KEYS.filter((key) => !/P\d\d$/.test(key)))('%s', (key) => {
    if (a.figures[key] === null) return expect(b.figures[key]).toBeNull()
    const score = zScore(a.figures[key], a.standardErrors[key]!, b.figures[key]!, b.standardErrors[key]!)
    expect(Math.abs(score)).toBeLessThan(SIGMAS)
  })

  if (mine.early > 0)
    it.each([0.05, 0.5, 0.95])('the quantile of the gap at %d', (p) => {
      const off = quantileSlack(p, mine.early, theirs.early)
      const gap = histogramQuantile(theirs.gaps, p)!
      // A bin is at most 1/256 wide.
      expect(gap).toBeGreaterThan(histogramQuantile(mine.gaps, Math.max(0, p - off))! * (1 - 1 / 256))
      expect(gap).toBeLessThan(histogramQuantile(mine.gaps, Math.min(1, p + off))! * (1 + 1 / 256))
    })

  it('the quantile of the stampede size at 0.99', () => {
    const off = quantileSlack(0.99, mine.cycles, theirs.cycles)
    const size = countQuantile(theirs.sizes, 0.99)
    expect(size).toBeGreaterThanOrEqual(countQuantile(mine.sizes, 0.99 - off)!)
    expect(size).toBeLessThanOrEqual(countQuantile(mine.sizes, Math.min(1, 0.99 + off))!)
  })
}
