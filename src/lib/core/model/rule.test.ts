/** Each way to trigger: its hazard against the sum of the chances themselves, taken piece by piece. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logUniform, modelWith } from '../../../../tests/statistics/models'
import { AgeRule } from './age-rule'
import { integrate } from '../math/quadrature'
import { PaperRule } from './paper-rule'
import { outOfReach, type Rule } from './rule'
import { ruleOf } from './rule-of'
import { SecondsRule } from './seconds-rule'

/** The rules as the implementations have them, literally. */
const literally = {
  paper: (h: number, k: number) => (h > 0 ? Math.exp(-h / k) : 1),
  seconds: (h: number, k: number) => (h > 0 ? Math.exp(-Math.floor(h + 0.5) / k) || Number(h < 0.5) : 1),
  age: (h: number, beta: number, lifetime: number) => (h > 0 ? Math.exp(-h / (beta * (lifetime - h))) : 1)
}

interface Case {
  rule: Rule
  chance: (h: number) => number
  /** Where the chance jumps or bends, below the beginning. */
  cuts: (from: number, to: number) => number[]
}

const even = (from: number, to: number, pieces: number) =>
  Array.from({ length: pieces - 1 }, (_, i) => from + ((to - from) * (i + 1)) / pieces)

/** A model is small enough to be summed up piece by piece. */
const cases = {
  paper: fc.record({ beta: logUniform(0.1, 20), delta: logUniform(0.05, 2) }).map(({ beta, delta }): Case => {
    const rule = new PaperRule(beta, 60)
    rule.store(delta)
    const chance = (h: number) => literally.paper(h, beta * delta)
    return { rule, chance, cuts: (from) => [0, ...even(from, 0, 200)] }
  }),
  seconds: fc
    .record({ beta: logUniform(0.05, 20), delta: logUniform(0.05, 2) })
    .map(({ beta, delta }): Case => {
      const rule = new SecondsRule(beta, 60)
      rule.store(delta)
      return {
        rule,
        chance: (h) => literally.seconds(h, beta * delta),
        cuts: (from) => [0, ...Array.from({ length: Math.ceil(from) + 1 }, (_, n) => n + 0.5)]
      }
    }),
  age: fc
    .record({ beta: logUniform(0.01, 50), lifetime: logUniform(20, 200) })
    .map(({ beta, lifetime }): Case => {
      const rule = new AgeRule(beta, 60)
      rule.store(1, lifetime)
      const logarithmic = even(Math.log(1e-6), 0, 300).map((y) => lifetime * (1 - Math.exp(y)))
      return {
        rule,
        chance: (h) => literally.age(h, beta, lifetime),
        cuts: () => [0, ...logarithmic]
      }
    })
}

function summed({ chance, cuts }: Case, from: number, to: number): number {
  const ends = [from, ...cuts(from, to).filter((cut) => cut < from && cut > to), to].sort((a, b) => b - a)
  let sum = 0
  for (let i = 1; i < ends.length; i++) {
    const [high, low] = [ends[i - 1], ends[i]]
    // The chance at a jump belongs to one of its sides: the nodes lie inside.
    sum += integrate(high - low, (left) => chance(low + left))
  }
  return sum
}

const times = fc.tuple(logUniform(1e-3, 19.9), logUniform(1e-3, 19.9), fc.constantFrom(1, -1))

describe.each(Object.entries(cases))('the hazard of the rule: %s', (_, models) => {
  const rate = 7

  it('is the sum of the chances', () => {
    fc.assert(
      fc.property(models, times, (it, [a, b, sign]) => {
        const from = Math.max(a, b)
        const to = sign * Math.min(a, b)
        const truth = rate * summed(it, from, to)
        // A time that is a difference of lifetimes of up to 200 s is good to 3e-14 s: seven requests a second in it.
        expect(Math.abs(it.rule.between(from, to, rate) - truth)).toBeLessThanOrEqual(1e-9 * truth + 4e-13)
      }),
      { numRuns: 400, seed: 1 }
    )
  })

  it('has an inverse', () => {
    fc.assert(
      fc.property(models, times, logUniform(1e-6, 1e3), ({ rule, chance }, [from], e) => {
        const to = rule.inverse(from, e, rate)
        expect(to).toBeLessThanOrEqual(from)
        // The same, there and back.
        const lost = 1e-13 * rate * Math.max(chance(to), chance(to - 1e-9)) + 4e-13
        expect(Math.abs(rule.between(from, to, rate) - e)).toBeLessThanOrEqual(1e-9 * e + lost)
      }),
      { numRuns: 2000, seed: 2 }
    )
  })

  it('has a chance of a single request that never falls as time passes', () => {
    fc.assert(
      fc.property(models, times, ({ rule, chance }, [a, b]) => {
        expect(rule.chance(a)).toBeCloseTo(chance(a), 12)
        expect(rule.chance(Math.min(a, b))).toBeGreaterThanOrEqual(rule.chance(Math.max(a, b)))
        expect([rule.chance(0), rule.chance(-a)]).toEqual([1, 1])
      }),
      { numRuns: 1000, seed: 3 }
    )
  })

  it('grows little within a block, reaches expiry in few blocks, and is negligible beyond its farthest reach', () => {
    fc.assert(
      fc.property(models, times, ({ rule }, [from]) => {
        let at = Math.min(from, rule.farthest)
        let blocks = 0
        for (; at > 0; blocks++) {
          const end = rule.blockEnd(at)
          // A step may grow as much as it likes at its end; just before it has not.
          const inside = end + 1e-9 * (at - end)
          expect(end).toBeLessThan(at + 1e-12)
          expect(rule.chance(inside)).toBeLessThanOrEqual(rule.chance(at) * Math.exp(4.01) + 1e-13)
          at = end === at ? at * (1 - 1e-12) : end
        }
        expect(blocks).toBeLessThan(500)
        expect(rule.chance(rule.farthest * 1.001)).toBeLessThan(1e-14)
      }),
      { numRuns: 500, seed: 4 }
    )
  })
})

describe('at the ends of the limits', () => {
  const ends = fc.record({
    kind: fc.constantFrom<'paper' | 'seconds' | 'age'>('paper', 'seconds', 'age'),
    beta: fc.constantFrom(0, 1e-9, 1, 1e3, 1e9),
    delta: fc.constantFrom(1e-6, 1, 864000),
    ttl: fc.constantFrom(1e-3, 0.7, 60, 3e8),
    rate: fc.constantFrom(1e-9, 1, 1e9),
    mass: logUniform(1e-16, 40)
  })
  it('every rule gives numbers, in order', () => {
    fc.assert(
      fc.property(ends, ({ kind, beta, delta, ttl, rate, mass }) => {
        const reach = outOfReach(rate * ttl)
        const rule =
          kind === 'paper'
            ? new PaperRule(beta, reach)
            : kind === 'seconds'
              ? new SecondsRule(beta, reach)
              : new AgeRule(beta, reach)
        rule.store(Math.min(delta, ttl), ttl)
        const to = rule.inverse(ttl, mass, rate)
        expect(to).toBeLessThanOrEqual(ttl)
        expect(to).toBeGreaterThan(-Infinity)
        for (const end of [ttl / 2, 0, -ttl]) {
          const between = rule.between(ttl, end, rate)
          expect(between).toBeGreaterThanOrEqual(0)
          // No more triggers than requests, but for rounding.
          expect(between).toBeLessThanOrEqual(rate * (ttl - end) * (1 + 1e-9))
        }
        expect(rule.farthest).toBeGreaterThanOrEqual(0)
        expect(rule.blockEnd(ttl)).toBeLessThanOrEqual(ttl)
      }),
      { numRuns: 3000, seed: 6 }
    )
  })

  it('a lifetime of less than half a second, read in whole seconds, always triggers, even without a window', () => {
    const rule = ruleOf(modelWith({ beta: 0, ttl: 0.4, deviations: { rule: 'seconds' } }))
    rule.store(0.25, 0.4)
    expect(rule.chance(0.4)).toBe(1)
    expect(rule.inverse(0.4, 3, 30)).toBeCloseTo(0.3, 12)
  })

  it('a model in which losers wait has the paper’s rule or is refused', () => {
    const both = modelWith({ deviations: { losersWait: true, rule: 'age' } })
    expect(() => ruleOf(both)).toThrow(/Losers that wait .* paper’s rule only/)
  })
})
