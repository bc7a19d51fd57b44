/** Runs of DiskCache 5.6.3 itself, `memoize_stampede` in Python with requests at random, beside the model through its implementation. */
import { describe, expect, it } from 'vitest'
import { type Scenario, defaultScenario, modelOf, simulate, summarize } from '#core'

const at = (change: Partial<Scenario>, rate: number) => {
  const scenario: Scenario = { ...defaultScenario(), implementation: 'diskcache', ...change }
  const model = modelOf(scenario, { name: 'a', rate, ttl: null, delta: null })
  return summarize(model, simulate(model, 40_000, 81)).figures
}

/** Rebuilds that started while another ran, of so many; each pair was seen in two runs of about a minute. */
const runs: [change: Partial<Scenario>, rate: number, overlapping: number, of: number][] = [
  [{ beta: 0.5, ttl: 1, delta: 0.2 }, 845, 14 + 15, 92 + 96],
  [{ beta: 1, ttl: 2, delta: 0.1 }, 850, 5 + 2, 42 + 39]
]

describe('the share of rebuilds that overlap', () => {
  it.each(runs)('%o, %d requests a second: %d of %d', (change, rate, overlapping, of) => {
    const measured = overlapping / of
    const error = Math.sqrt((measured * (1 - measured)) / of)
    const { duplicatesMean } = at(change, rate)
    // None would be 5.8 and 2.7 errors off.
    expect(Math.abs(duplicatesMean / (1 + duplicatesMean) - measured)).toBeLessThan(2 * error)
  })
})
