import { describe, expect, it } from 'vitest'
import { eachNode, integrate } from './quadrature'

describe('an integral', () => {
  it.each([
    ['of 1', 3, () => 1, 3],
    ['of x²', 2, (x: number) => x * x, 8 / 3],
    ['of eˣ', 1, Math.exp, Math.E - 1],
    ['of ln x, from its pole', 1, Math.log, -1],
    ['of 1/√x, from its pole', 4, (x: number) => 1 / Math.sqrt(x), 4],
    ['of e⁻³⁰ˣ', 1, (x: number) => Math.exp(-30 * x), -Math.expm1(-30) / 30]
  ])('%s over a width of %d is known', (_, width, f, truth) => {
    expect(Math.abs(integrate(width, f) - truth)).toBeLessThan(1e-11 * Math.abs(truth))
  })

  it('gets the distance from the right end without rounding error', () => {
    expect(Math.abs(integrate(1, (_, right) => Math.log(right)) + 1)).toBeLessThan(1e-11)
  })

  it.each([0, -1, NaN])('over a width of %d visits nothing', (width) => {
    eachNode(width, () => expect.fail())
    expect(integrate(width, () => NaN)).toBe(0)
  })
})
