import { describe, expect, it } from 'vitest'
import { adviseExactly } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { commonBeta } from './common-beta'
import { modelOf } from '../model/model-of'
import { defaultScenario } from '../model/fields'
import type { Key, Scenario } from '../model/scenario'

const key = (name: string, rate: number, ttl: number, delta: number): Key => ({ name, rate, ttl, delta })
const page = key('page', 1000, 60, 0.25)
const report = key('report', 100, 3600, 2)
const feed = key('feed', 10_000, 5, 0.05)
const forgotten = key('forgotten', 0.1, 60, 0.25)

const common = (keys: Key[], change: Partial<Scenario> = {}) => {
  const scenario = { ...defaultScenario(), ...change, keys }
  const advice = keys.map((key) => adviseExactly(scenario, key)!)
  const cost = (members: number[], beta: number) =>
    members.reduce((sum, i) => sum + closedForm(modelOf(scenario, keys[i], beta)).rebuildsPerHour, 0)
  return { found: commonBeta(scenario, advice), advice, cost }
}

describe('one β for several keys', () => {
  it('is one key’s own where the others cannot be protected', () => {
    const { found, advice } = common([page, forgotten])
    expect(found).toMatchObject({ keys: [0], extra: [0], classes: null, saved: null })
    expect(found!.together).toMatchObject(advice[0].choice!)
  })

  it('is nothing where no key can be protected', () => {
    expect(common([forgotten]).found).toBeNull()
  })

  it('keeps the limits of all keys in all cases, and costs little more than the fewest rebuilds of them together', () => {
    const { found, advice, cost } = common([page, report, feed])
    const { beta, limits, robust } = found!.together!
    expect(robust).toBe(true)
    expect(limits[0]).toBe(Math.max(...advice.map(({ choice }) => choice!.limits[0])))
    expect(limits[1]).toBe(Math.min(...advice.map(({ choice }) => choice!.limits[1])))
    expect(found!.together!.cost / cost([0, 1, 2], beta)).toBeCloseTo(1, 3)
    for (let other = limits[0]; other <= limits[1]; other *= 1.01)
      expect(found!.together!.cost).toBeLessThan(1.03 * cost([0, 1, 2], other))
  })

  it('says what each key pays for it', () => {
    const { found, advice, cost } = common([page, report, feed])
    const { beta } = found!.together!
    advice.forEach((one, i) => {
      const pays = Math.max(0, cost([i], beta) - cost([i], one.beta!))
      // The coarse quadrature is good to 3e-5.
      expect(Math.abs(found!.extra[i] - pays)).toBeLessThan(1e-4 * cost([i], beta))
    })
  })

  it('finds the two classes that save most', () => {
    const { found, cost } = common([page, report, feed])
    const [first, second] = found!.classes!
    expect([...first.keys, ...second.keys].sort()).toEqual([0, 1, 2])
    const classes = cost(first.keys, first.beta) + cost(second.keys, second.beta)
    expect(Math.abs(found!.saved! - Math.max(0, found!.together!.cost - classes))).toBeLessThan(
      2e-4 * classes
    )
    // The busy feed is the odd one: any other split costs more.
    expect(second.keys).toEqual([2])
  })

  it('offers two classes where there is no common β', () => {
    // Half of a second’s lifetime is 10 rebuild times; the cool key needs a window of many.
    const cool = key('cool', 3, 3600, 0.5)
    const { found } = common([feed, cool], { lifetimeBudget: 0.2 })
    expect(found!.low).toBeGreaterThan(found!.high)
    expect(found).toMatchObject({ together: null, saved: null })
    expect(found!.classes!.map(({ keys }) => keys)).toEqual([[0], [1]])
  })
})
