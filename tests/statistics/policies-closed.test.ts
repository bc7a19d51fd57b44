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

describe('lifetimes with jitter of which figures change much from one to the next', () => {
  // Gauss-Legendre with 24 nodes in each of 16 parts of the lifetimes, over the laws of model.md §9, in Python.
  it.each([
    [
      '?beta=2&ttl=5s&delta=6.308ms&keys=key:79.99405/s&stale=31.54ms&jitter=99%25',
      'paper',
      {
        earlyShare: 0.6354823767961033,
        lateShare: 0.0484322071626303,
        gapMean: 0.015927378931975808,
        duplicatesMean: 0.34883649080813095
      }
    ],
    [
      '?beta=5&ttl=300s&delta=5.613631s&keys=key:1.71003/s&jitter=90%25',
      '(age/ttl)^beta',
      {
        earlyShare: 0.9999987426076985,
        lateShare: 0.0007446470178701991,
        gapMean: 170.25034608042452,
        duplicatesMean: 0.4022960987883341
      }
    ],
    [
      '?ttl=20s&delta=347.637ms&keys=key:42.10552/s&coord=lock&stale=347.637ms&jitter=99%25',
      'left < 2*delta ? 1-left/(2*delta) : 0',
      {
        lateShare: 1.1127375918661071e-6,
        gapMean: 0.5322985610644135,
        staleShare: 7.869253860945082e-5
      }
    ]
  ])('%s, %s', (link, rule, known) => {
    const { figures, served } = optionLaw(modelOfLink(`${link}&rule=${encodeURIComponent(rule)}`))
    const all: Record<string, number | null> = { ...figures, ...served }
    for (const [name, value] of Object.entries(known))
      expect(Math.abs(all[name]! - value), name).toBeLessThanOrEqual(EXACT * value)
  })

  it('spread the gap of a refresh-ahead as they are spread themselves', () => {
    const [rate, ahead, ttl, jitter, delta] = [5, 0.1, 60, 0.9, 0.35]
    const { figures } = optionLaw(
      modelOfLink(`?ttl=${ttl}s&delta=${delta}s&keys=key:${rate}/s&jitter=${jitter}&rule=left < ${ahead}*ttl`)
    )
    // In a lifetime t the gap is below g with chance e^(−r(at − g)) for at > g, else 1; their mean over t, by hand.
    const [least, most] = [ttl * (1 - jitter), ttl * (1 + jitter)]
    const below = (gap: number) =>
      (Math.max(0, gap / ahead - least) +
        (Math.exp(-rate * Math.max(0, ahead * least - gap)) - Math.exp(-rate * (ahead * most - gap))) /
          (rate * ahead)) /
      (most - least)
    expect(Math.abs(figures.lateShare - below(delta))).toBeLessThanOrEqual(EXACT * below(delta))
    const shares = { gapP05: 0.05, gapP50: 0.5, gapP95: 0.95 }
    for (const [name, share] of Object.entries(shares)) {
      const wanted = below(0) + share * (1 - below(0))
      expect(Math.abs(below(figures[name as keyof typeof shares]!) - wanted), name).toBeLessThanOrEqual(EXACT)
    }
  })

  it('have as many duplicates as there are, where nothing triggers between two windows', () => {
    const { figures } = optionLaw(
      modelOfLink(
        `?ttl=20s&delta=478.802ms&keys=key:23.17109/s&jitter=50%25&rule=${encodeURIComponent(
          'left < 0.05*ttl or (left > 0.2*ttl and left < 0.3*ttl) ? 0.5 : 0'
        )}`
      )
    )
    // After a first trigger in a window that stays open half of all requests trigger: rΔ/2 = 5.547.
    expect(Math.abs(figures.duplicatesMean - 5.547)).toBeLessThan(0.001)
  })
})
