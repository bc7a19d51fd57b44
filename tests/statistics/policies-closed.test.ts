/** The laws of caches with options against the oracle’s quadrature, and the paper’s rule against its closed form. */
import { describe, expect, it } from 'vitest'
import { type Figures, type Model, closedForm, optionLaw } from '#core'
import { modelWith, nameOf } from './models'
import { linkOf, modelOfLink, rowsOf, titleOf, type PolicyRow } from './policies'

const NAMES = ['earlyShare', 'lateShare', 'gapMean', 'duplicatesMean'] as const
type Row = PolicyRow & Record<(typeof NAMES)[number], string>

/** Fifteen digits are printed; the contract asks for this. */
const EXACT = 1e-9

it.each(rowsOf<Row>('policies-closed.json').map((row) => [titleOf(row), row] as const))('%s', (_, row) => {
  const { figures } = optionLaw(modelOfLink(linkOf(row)))
  for (const name of NAMES)
    expect(Math.abs(figures[name]! - Number(row[name])), name).toBeLessThanOrEqual(EXACT * Number(row[name]))
})

describe('rules that steps and bends make hard to integrate', () => {
  // Gauss-Legendre with 30 nodes between all steps, in Python.
  it.each([
    ['?ttl=60s&delta=0.25s&beta=30&keys=key:0.001/s', 'exp(-floor(left)/beta)', 2.472504270375517e-4],
    ['?ttl=60s&delta=0.25s&beta=1&keys=key:100/s', 'exp(-floor(left)/beta)', 0.29574532367178347],
    ['?ttl=30s&delta=0.7s&beta=1&keys=key:4/s', 'exp(-left/delta)+0.01*log(age)', 0.15406005226634475]
  ])('%s, %s', (link, rule, duplicates) => {
    const { duplicatesMean } = optionLaw(modelOfLink(`${link}&rule=${encodeURIComponent(rule)}`)).figures
    expect(Math.abs(duplicatesMean - duplicates)).toBeLessThanOrEqual(EXACT * duplicates)
  })
})

describe('the paper’s rule written as an expression has the figures of its closed form', () => {
  const { rule } = modelOfLink('?rule=exp(-left/(beta*delta))').options!
  const models: Partial<Model>[] = [
    { ttl: 20, delta: 0.5, rate: 30, beta: 0.7 },
    { ttl: 20, delta: 0.5, rate: 30, beta: 0.7, coordination: 'coalesce', processes: 5 },
    { ttl: 20, delta: 0.5, rate: 30, beta: 0.7, coordination: 'lock' },
    { ttl: 20, delta: 0.5, rate: 3000, beta: 0.7 },
    { ttl: 20, delta: 0.5, rate: 0.2, beta: 3 },
    { ttl: 1, delta: 0.9, rate: 3, beta: 0.7 },
    { ttl: 86400, delta: 1e-3, rate: 1e4, beta: 2 }
  ]
  it.each(models.map((changes) => [nameOf(changes), modelWith(changes)] as const))('%s', (_, model) => {
    const { options } = modelOfLink('?stale=1s')
    const figures = optionLaw({ ...model, options: { ...options!, stale: 0, rule } }).figures
    const known = closedForm(model)
    for (const name of Object.keys(known) as (keyof Figures)[])
      if (known[name] === null) expect(figures[name], name).toBeNull()
      else
        expect(Math.abs(figures[name]! - known[name]), name).toBeLessThanOrEqual(
          EXACT * Math.abs(known[name])
        )
  })
})

describe('a lock that lapses', () => {
  it('has 1 + Σ P(Poisson(r(Δ − nL)) ≥ n) rebuilds in a cycle that nothing refreshes early', () => {
    const model = modelOfLink('?beta=0&ttl=10s&delta=0.5s&keys=key:4/s&coord=lock&lockttl=0.2s')
    // n = 1: r(Δ − L) = 1.2; n = 2: 0.4.
    const atLeastTwo = 1 - Math.exp(-0.4) * (1 + 0.4)
    const { duplicatesMean } = optionLaw(model).figures
    expect(duplicatesMean).toBeCloseTo(1 - Math.exp(-1.2) + atLeastTwo, 12)
  })

  it('has as many, too, where they are added up in steps, or none is left to chance', () => {
    const link = (rate: string, delta: string) =>
      `?beta=0&ttl=4h&delta=${delta}&keys=key:${rate}/s&coord=lock&lockttl=0.1ms`
    // Without steps: 1249.62 (a sum of 2500 terms). In an hour 1e9 requests a second take each lapse as it comes.
    expect(optionLaw(modelOfLink(link('10000', '250ms'))).figures.duplicatesMean).toBeCloseTo(1249.625, 8)
    expect(optionLaw(modelOfLink(link('1e9', '1h'))).figures.stampedeSizeP99).toBeGreaterThan(35_999_000)
  })

  it('that outlives every rebuild is as one that never lapses', () => {
    const link = '?ttl=10s&delta=0.5s&keys=key:40/s&coord=lock&stale=1s'
    expect(optionLaw(modelOfLink(`${link}&lockttl=0.5s`))).toEqual(optionLaw(modelOfLink(link)))
  })
})

describe('instances', () => {
  it('have the shares of one cache at their part of the rate, and its rebuilds so many times', () => {
    const one = optionLaw(modelOfLink('?ttl=10s&delta=0.5s&keys=key:10/s&stale=0.1s')).figures
    const four = optionLaw(modelOfLink('?ttl=10s&delta=0.5s&keys=key:40/s&stale=0.1s&instances=4')).figures
    expect(four.lateShare).toBe(one.lateShare)
    expect(four.rebuildsPerHour).toBeCloseTo(4 * one.rebuildsPerHour, 9)
    expect(four.neededPerHour).toBeCloseTo(4 * one.neededPerHour, 9)
  })
})

describe('a single worker', () => {
  it('keeps everybody else in line while it rebuilds', () => {
    const figures = optionLaw(modelOfLink('?ttl=20s&delta=0.5s&keys=key:40/s&stale=1s&workers=1'))
    // On average rΔ = 20 requests come during a rebuild; that of a refresh in time is answered at once.
    const { blockedShare, cycleSeconds, lateShare } = figures.figures
    expect(lateShare).toBeLessThan(1e-6)
    expect(blockedShare).toBeCloseTo(20 / (40 * cycleSeconds), 6)
    expect(figures.served.waitMean).toBeCloseTo(0.25, 6)
  })
})

it.each(['beta=0', 'beta=20'])('with lifetimes that vary no share exceeds 1: %s', (beta) => {
  const { earlyShare, lateShare } = optionLaw(
    modelOfLink(`?ttl=60s&delta=250ms&keys=key:1000/s&jitter=0.0082&${beta}`)
  ).figures
  expect(Math.max(earlyShare, lateShare)).toBe(1)
})
