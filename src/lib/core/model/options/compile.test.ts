import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOf } from './chance'
import { compile, compileBounds } from './compile'
import { betaEffect } from './fault'
import { NAMES, OPERATIONS, type Expression, type Operation, type Values } from './tree'

/** Any expression. */
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Expression>(...NAMES),
    fc.double({ min: -10, max: 10, noNaN: true }),
    fc.constantFrom(...(Object.keys(OPERATIONS) as Operation[])).chain((of) => {
      const count = OPERATIONS[of][0]
      return fc
        .tuple(...Array.from({ length: count }, () => tie('tree')))
        .map((to): Expression => ({ of, to }))
    })
  )
}))

const fixed = { ttl: 10, delta: 0.5, beta: 2 }
const at = (left: number): Values => ({ ...fixed, left, age: fixed.ttl - left })

describe('the bounds of an expression', () => {
  it('hold its value everywhere between the ends', () => {
    fc.assert(
      fc.property(tree, fc.nat(1000), fc.nat(1000), fc.nat(1000), (tree, a, b, c) => {
        const [low, middle, high] = [a, b, c].sort((x, y) => x - y).map((part) => part / 100)
        const value = compile(tree)(at(middle))
        if (Number.isNaN(value)) return
        const [least, most] = compileBounds(tree)(
          { ...at(low), age: 10 - high },
          { ...at(high), age: 10 - low }
        )
        if (Number.isNaN(least) || Number.isNaN(most)) return
        // Logarithms and powers may be a few last bits off.
        const slack = Number.isFinite(value) ? 1e-12 * Math.max(1, Math.abs(value)) : 0
        expect(value).toBeGreaterThanOrEqual(least - slack)
        expect(value).toBeLessThanOrEqual(most + slack)
      }),
      { numRuns: 20_000, seed: 5 }
    )
  })
})

describe('the chance of a rule', () => {
  it('is from 0 to 1, and below its bound', () => {
    fc.assert(
      fc.property(tree, fc.nat(1000), fc.nat(1000), (tree, a, b) => {
        const chance = chanceOf(tree, fixed.beta)
        chance.store(fixed.delta, fixed.ttl)
        const [near, far] = [Math.min(a, b) / 100, Math.max(a, b) / 100]
        for (const left of [near, (near + far) / 2, far]) {
          expect(chance.at(left)).toBeGreaterThanOrEqual(0)
          expect(chance.at(left)).toBeLessThanOrEqual(chance.most(far, near))
        }
      }),
      { numRuns: 5000, seed: 6 }
    )
  })

  it('of the paper is 0 at β = 0', () => {
    const chance = chanceOf(null, 0)
    chance.store(0.5, 10)
    expect(chance.at(0.1)).toBe(0)
  })
})

describe('a larger β', () => {
  it.each<[string, Expression]>([
    ['earlier', { of: '<', to: ['left', { of: '*', to: ['beta', 'delta'] }] }],
    ['later', { of: '^', to: [{ of: '/', to: ['age', 'ttl'] }, 'beta'] }],
    ['nothing', { of: '<', to: ['left', 2] }],
    ['either', { of: '<', to: [{ of: 'abs', to: [{ of: '-', to: ['left', 'beta'] }] }, 0.5] }]
  ])('refreshes %s', (effect, tree) => {
    expect(betaEffect(tree, fixed)).toBe(effect)
  })
})
