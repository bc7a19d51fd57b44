/**
 * Laws by quadrature against the simulation, at random points of each: lifetimes with jitter, a coarse expiry, a rebuild
 * time that varies under a lock, and the rules of implementations. Every figure agrees within four standard errors.
 */
import { describe, expect, it } from 'vitest'
import { type Model, Random, optionLaw, simulate, summarize, whyNoLaw } from '#core'
import { COARSE } from '../../src/lib/core/math/quadrature'
import { SIGMAS } from '../support/statistics'
import { modelOfLink } from './policies'

/** A fault in one of five points of a law is found with a chance of 1 − 0.8²⁰ = 99 %. */
const POINTS = 20
const CYCLES = 1500
/** A share of cycles has a bell-shaped error once so many went either way. */
const ENOUGH = 30

type Draw = <T>(...list: readonly T[]) => T
/** What each law needs in a link, drawn at random. */
const LAWS: Record<string, (one: Draw) => string> = {
  jitter: (one) =>
    `&jitter=${one(0.05, 0.3, 0.9)}&coord=${one('none', 'lock', 'coalesce:5')}` +
    `&rule=${one('paper', 'left<0.1*ttl', 'exp(-beta*left/delta)')}`,
  'a coarse expiry': (one) =>
    `&resolution=${one('50ms', '300ms', '1s', '2s')}&coord=${one('none', 'lock', 'coalesce:5')}` +
    `&rule=${one('paper', 'paper', 'left<2*delta')}&workers=${one(0, 0, 3)}`,
  'a rebuild time that varies under a lock': (one) =>
    `&cv=${one(0.2, 0.5, 1)}&coord=lock&losers=${one('wait', 'stale', 'waitalways')}` +
    `&rule=${one('paper', 'paper', 'exp(-beta*left/delta)')}`,
  'rules of implementations': (one) =>
    `&lens=${one('redis', 'django', 'redis', 'yii')}&coord=${one('none', 'lock', 'coalesce:5')}`
}

/** The first models of a law that has one. */
function models(name: string): Model[] {
  const found: Model[] = []
  for (let i = 0; found.length < POINTS; i++) {
    const random = new Random(31, i)
    const one: Draw = (...list) => list[Math.floor(list.length * random.uniform())]
    const size = (min: number, max: number) => Number((min * (max / min) ** random.uniform()).toPrecision(3))
    const delta = size(0.1, 0.6)
    const rate = size(0.5, 60) / delta
    const own = LAWS[name](one)
    const beta = own.includes('yii') ? 0.02 : own.includes('beta*left') ? size(0.5, 2) : one(0, size(0.1, 1))
    const model = modelOfLink(
      `?ttl=${size(8, 40)}s&delta=${delta}s&keys=key:${rate.toPrecision(3)}/s&beta=${beta}` +
        `&stale=${one(0, 2 * delta)}s${own.replace(/rule=([^&]*)/, (_, rule: string) => `rule=${encodeURIComponent(rule)}`)}`
    )
    if (whyNoLaw(model) === null) found.push(model)
  }
  return found
}

describe.each(Object.keys(LAWS))('%s', (name) => {
  it.each(models(name).map((model) => [JSON.stringify(model), model] as const))('%s', (_, model) => {
    // To 3e-5; the errors of the simulation are above 1/1500. policies-closed.test.ts has the other digits.
    const law = optionLaw(model, COARSE)
    const { figures, served, standardErrors } = summarize(model, simulate(model, CYCLES, 5))
    const exact: Record<string, number | null> = { ...law.figures, ...(served && law.served) }
    const simulated: Record<string, number | null> = { ...figures, ...served?.figures }
    const errors: Record<string, number | null> = { ...standardErrors, ...served?.standardErrors }
    const lates = CYCLES * Math.min(law.figures.lateShare, 1 - law.figures.lateShare)
    for (const [figure, value] of Object.entries(exact)) {
      const mine = simulated[figure]
      // Nobody waits, or only in so few cycles that their spread does not show.
      if (value === null || mine === null) continue
      if (/^(wait|blocked|stale)/.test(figure) && lates < ENOUGH) continue
      const share = /^(early|late)Share$/.test(figure)
      const error = Math.max(
        errors[figure]!,
        Math.abs(value) / CYCLES,
        share ? Math.sqrt(Math.max(value * (1 - value), 1 / CYCLES) / CYCLES) : 0
      )
      // Counts move in whole steps, and a bin of the histogram is 1/256 wide.
      const step = /SizeP99|MaxP99/.test(figure) ? 1 : /P\d\d$/.test(figure) ? value / 256 : 0
      expect(Math.abs(mine - value), figure).toBeLessThanOrEqual(SIGMAS * error + step)
    }
  })
})
