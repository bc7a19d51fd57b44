import { beforeAll, expect, it } from 'vitest'

/** A value that took `delta` seconds to make is asked for `gap` seconds before expiry, and random() gives `random`. */
export interface Draw {
  delta: number
  gap: number
  random: number
}

/** Must exceed every gap. */
export const TTL = 60
export const BETA = 1.9

const STRATA = 200
const strata = Array.from({ length: STRATA }, (_, i) => (i + 0.5) / STRATA)
/** The largest number that random() can give. */
const last = 1 - 2 ** -53
const delta = 0.25
const scale = BETA * delta

const shares = [0.1, 0.475, 1.5].map((gap) => strata.map((random) => ({ delta, gap, random })))
const twice = strata.map((random) => ({ delta: 2 * delta, gap: 0.475, random }))
/** −ln(2⁻⁵³) is 36.7, so no draw whatever reaches further than 36.7 βΔ. */
const reach = [36.6, 36.9].map((k) => ({ delta, gap: k * scale, random: last }))
const zero = [1e-3, 1, 50].map((gap) => ({ delta, gap, random: 0 }))
const far = strata.map((random) => ({ delta, gap: 50, random }))
const expired = [0, 0.5, last].flatMap((random) => [-1e-3, -0.5].map((gap) => ({ delta, gap, random })))
const unbiased = [0, 0.5, last].flatMap((random) => [1e-3, 1, 50].map((gap) => ({ delta, gap, random })))

/**
 * What every implementation of XFetch has to do; `refreshes` says for each draw whether the value was made anew.
 * It has to throw when a value was neither made anew nor the old one.
 */
export function followsTheRule(refreshes: (beta: number, draws: Draw[]) => boolean[] | Promise<boolean[]>) {
  const groups = { shares: shares.flat(), twice, reach, zero, far, expired }
  const outcome = {} as Record<keyof typeof groups, boolean[]>
  let without: boolean[] = []

  beforeAll(async () => {
    // Starting a process takes longer than all draws together, so there is one for each β.
    const all = await refreshes(BETA, Object.values(groups).flat())
    expect(all).toHaveLength(Object.values(groups).flat().length)
    let at = 0
    for (const name of Object.keys(groups) as (keyof typeof groups)[])
      outcome[name] = all.slice(at, (at += groups[name].length))
    without = await refreshes(0, [...unbiased, ...expired])
  }, 120_000)

  const share = (outcomes: boolean[]) => outcomes.filter(Boolean).length / outcomes.length

  it('refreshes early with the chance exp(−h/(βΔ)) at h seconds before expiry', () => {
    shares.forEach((draws, i) => {
      const seen = share(outcome.shares.slice(i * STRATA, (i + 1) * STRATA))
      // One draw in the middle of each of 200 equal parts: the share is off by half a part at most.
      expect(Math.abs(seen - Math.exp(-draws[0].gap / scale))).toBeLessThanOrEqual(0.5 / STRATA + 1e-9)
    })
  })

  it('goes by the rebuild time that it measured', () => {
    expect(Math.abs(share(outcome.twice) - Math.exp(-0.475 / (2 * scale)))).toBeLessThanOrEqual(
      0.5 / STRATA + 1e-9
    )
  })

  it('takes a draw of 0 for U = 1, which never refreshes early', () => {
    expect(outcome.zero).toEqual([false, false, false])
  })

  it('takes the largest draw for the smallest U, 2⁻⁵³, whose logarithm is finite', () => {
    expect(outcome.reach).toEqual([true, false])
  })

  it('never refreshes a value far from expiry', () => {
    expect(outcome.far).not.toContain(true)
  })

  it('makes an expired value anew, whatever is drawn', () => {
    expect(outcome.expired).not.toContain(false)
  })

  it('with β = 0 keeps every value until it expires, and not longer', () => {
    expect(without).toEqual([...unbiased.map(() => false), ...expired.map(() => true)])
  })
}

/** Draws for another language, one a line. */
export const asLines = (draws: Draw[]): string =>
  draws.map(({ delta, gap, random }) => `${delta} ${gap} ${random}`).join('\n')

/** Its replies: how often the value was made and which one came, "2 2" or "1 1". */
export const fromLines = (reply: string): boolean[] =>
  reply
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      if (line !== '1 1' && line !== '2 2') throw new Error(`neither the old value nor a new one: ${line}`)
      return line === '2 2'
    })
