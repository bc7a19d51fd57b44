import { describe, expect, it } from 'vitest'
import { closedForm } from '../closed-form/closed-form'
import { adviseExactly } from '../advice/advise'
import { defaultScenario } from '../model/fields'
import { modelOf } from '../model/model-of'
import type { Coordination, Key, Scenario } from '../model/scenario'
import { simulate } from '../simulation/simulate'
import { jobOf } from './background-job'
import { comparison, type Simulated } from './compare'
import type { Row } from './choice'
import {
  advisedScenarios,
  defencesOf,
  DEFENCE_NAMES,
  staleSeconds,
  undefended,
  type Advised
} from './defences'
import { lawsAtOnce } from './law-at-once'
import { MEASURE_NAMES } from './measures'

const asked = (change: Partial<Scenario> = {}, key: Partial<Key> = {}) => {
  const scenario = { ...defaultScenario(), ...change }
  return { scenario, key: { ...scenario.keys[0], ...key } }
}
const advisedFor = (scenario: Scenario, key: Key) =>
  Object.fromEntries(
    Object.entries(advisedScenarios(scenario, key)).map(([name, one]) => [
      name,
      adviseExactly(one, one.keys[0])?.beta
    ])
  ) as Advised
const byLaw = (
  { scenario, key }: ReturnType<typeof asked>,
  advised = advisedFor(scenario, key),
  simulated?: Simulated
) => comparison(scenario, key, advised, lawsAtOnce(scenario, key, advised), simulated)
const named = (rows: Row[], name: Row['name']) => rows.find((row) => row.name === name)!

describe('the rows of a comparison', () => {
  it('are every defence once, and the scenario itself only where it is none of them', () => {
    const same = byLaw(asked())
    expect(same.rows.map(({ name }) => name)).toEqual(DEFENCE_NAMES.slice(1))
    expect(same.rows.filter(({ yours }) => yours).map(({ name }) => name)).toEqual(['xfetch-one'])
    const other = byLaw(asked({ beta: 0.7, jitter: 0.1 }))
    expect(other.rows.map(({ name }) => name)).toEqual(DEFENCE_NAMES)
    expect(other.rows.filter(({ yours }) => yours).map(({ name }) => name)).toEqual(['yours'])
  })

  it.each(['none', 'coalesce', 'lock'] as Coordination[])(
    'are the closed form of the paper’s model where that is all there is: %s',
    (coordination) => {
      const { scenario, key } = asked()
      const { rows } = byLaw({ scenario, key })
      const at = (beta: number) =>
        closedForm(modelOf({ ...undefended(scenario, key), coordination, processes: 4 }, key, beta))
      const [plain, early] = {
        none: ['nothing', 'xfetch'] as const,
        coalesce: ['coalescing', 'xfetch-coalescing'] as const,
        lock: ['lock', 'xfetch-lock'] as const
      }[coordination]
      for (const name of [plain, early]) {
        const { law, scenario: as } = named(rows, name)
        const figures = at(as!.beta)
        // Both are quadratures good to 1e-9, of the same integrals in other variables.
        for (const figure of ['rebuildsPerHour', 'blockedShare', 'lateShare'] as const)
          expect(Math.abs(law![figure] - figures[figure])).toBeLessThanOrEqual(2e-9 * figures[figure])
        expect(law!.inFlightMaxMean).toBeCloseTo(1 + figures.duplicatesMean, 7)
        expect(law!.inFlightMaxP99).toBe(figures.stampedeSizeP99)
      }
    }
  )

  it('leave a lock whose losers rebuild no better than nothing', () => {
    const { rows } = byLaw(asked())
    expect(named(rows, 'broken-lock').law).toEqual(named(rows, 'nothing').law)
  })

  it('tell a TTL of 5 s, a rebuild of 200 ms, a lock and stale values for 5 s: 692 rebuilds an hour, nobody waits', () => {
    const { scenario, key } = asked({ ttl: 5, delta: 0.2, coordination: 'lock', stale: 5, beta: 0 })
    const { rows, choice, fewest } = byLaw({ scenario, key })
    const row = named(rows, 'stale')
    expect(row.yours).toBe(true)
    // 3600 / (5 + 0.2 + 1/1000)
    expect(row.law!.rebuildsPerHour).toBeCloseTo(692.1746, 4)
    expect(row.law!.rebuildsPerHour).toBeCloseTo(fewest, 9)
    // A request would have to come 5 s after the one before.
    expect(row.law!.blockedShare).toBeLessThan(1e-300)
    expect(row.law!.inFlightMaxP99).toBe(1)
    expect(row.oldest).toBe(10)
    expect(choice).toMatchObject({ best: 'stale', kept: true, staleAllowed: true })
  })

  it('agree with their simulations within four standard errors', () => {
    const { scenario, key } = asked({ ttl: 20, delta: 0.5 }, { rate: 12 })
    const advised = advisedFor(scenario, key)
    const simulated: Simulated = {}
    for (const { name, model } of defencesOf(scenario, key, advised))
      if (model) simulated[name] = simulate(model, 4000, 3)
    for (const { law, simulated: one } of byLaw({ scenario, key }, advised, simulated).rows) {
      if (!law || !one) continue
      for (const name of MEASURE_NAMES) {
        const [exact, value, error] = [law[name], one.measures[name], one.errors[name]]
        if (exact === null || value === null || error === null) continue
        // What none of n cycles showed may still happen in 10 of them; then rΔ = 6 requests of about 250 wait. A p99 is
        // a whole number, and rounding adds up over a cycle.
        const rare = {
          lateShare: 10 / one.cycles,
          blockedShare: law.lateShare < 0.01 ? (10 / one.cycles) * (6 / 250) : 0
        }
        const spare =
          name in rare ? rare[name as keyof typeof rare] : name === 'inFlightMaxP99' ? 1 : 1e-6 * exact
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(4 * error + spare)
      }
    }
  })
})

describe('what a defence is set to', () => {
  it('keeps the cache and its users, and sets only what belongs to the defence', () => {
    const { scenario, key } = asked({ jitter: 0.1, instances: 3, workers: 20, origin: 7, resolution: 1 })
    for (const { scenario: one } of defencesOf(scenario, key, { none: 2, coalesce: 2, lock: 2 })) {
      if (!one) continue
      const { jitter, instances, workers, origin, resolution, late } = one
      expect({ jitter, instances, workers, origin, resolution, late }).toEqual({
        jitter: 0.1,
        instances: 3,
        workers: 20,
        origin: 7,
        resolution: 1,
        late: scenario.late
      })
    }
  })

  it('takes the stale time and the processes of the scenario, and else those that its limit needs, and four', () => {
    const { scenario, key } = asked({ stale: 7, coordination: 'coalesce', processes: 9 })
    const rows = defencesOf(scenario, key, { none: 1, coalesce: 1, lock: 1 })
    expect(rows.find(({ name }) => name === 'stale')!.scenario!.stale).toBe(7)
    expect(rows.find(({ name }) => name === 'coalescing')!.scenario!.processes).toBe(9)
    // Δ + ln(1000)/r = 0.25 + 0.0069 s, rounded up.
    expect(staleSeconds(asked().scenario, asked().key)).toBe(0.26)
    expect(byLaw(asked()).rows.find(({ name }) => name === 'coalescing')!.scenario!.processes).toBe(4)
  })

  it('finds the least share for a refresh-ahead that keeps the limit, in two digits', () => {
    const { scenario, key } = asked({}, { rate: 0.5 })
    const { rows } = byLaw({ scenario, key })
    const ahead = named(rows, 'ahead-lock')
    // (0.25 + ln(1000)/0.5) / 60 = 0.2344, rounded up.
    expect(ahead.scenario!.beta).toBe(0.24)
    expect(ahead.law!.lateShare).toBeLessThan(scenario.late)
    const less = { ...ahead.scenario!, beta: 0.23 }
    const [row] = byLaw({ scenario: less, key }, { none: 1, coalesce: 1, lock: 1 }).rows
    expect(row.law!.lateShare).toBeGreaterThan(scenario.late)
  })

  it('has no refresh-ahead where the whole lifetime is too short, and no XFetch where no β is good', () => {
    const { rows } = byLaw(asked({}, { rate: 0.01 }))
    expect(named(rows, 'ahead')).toMatchObject({ without: 'no fraction', law: null })
    expect(named(rows, 'xfetch')).toMatchObject({ without: 'no β', law: null })
  })
})

describe('a job by the clock', () => {
  it('starts a rebuild time before the expiry, and nobody waits', () => {
    const { scenario, key } = asked()
    expect(jobOf(scenario, key)).toMatchObject({ every: 59.75, measures: { blockedShare: 0, staleShare: 0 } })
    expect(jobOf(scenario, key)!.measures.rebuildsPerHour).toBeCloseTo(3600 / 59.75, 9)
  })

  it('leaves uncovered what rebuilds take beyond their quantile', () => {
    const { scenario, key } = asked({ deltaCv: 1 })
    const { every, measures } = jobOf(scenario, key)!
    const reserve = 60 - every
    // E[(D − q)⁺] as the integral of P(D > x) over x > q, by the midpoint rule; D is lognormal.
    const sigma = Math.sqrt(Math.log(2))
    const beyond = (x: number) => {
      const z = Math.log(x / 0.25) / sigma + sigma / 2
      let tail = 0
      for (let u = z; u < z + 10; u += 0.001) tail += Math.exp(-((u + 0.0005) ** 2) / 2) * 0.001
      return tail / Math.sqrt(2 * Math.PI)
    }
    let mean = 0
    for (let x = reserve; x < reserve + 10; x += 0.02) mean += beyond(x + 0.01) * 0.02
    expect(measures.blockedShare * every).toBeCloseTo(mean, 5)
  })

  it('does not exist where a rebuild takes the whole lifetime', () => {
    expect(jobOf(asked({ ttl: 1, delta: 1 }).scenario, asked().key)).toBeNull()
  })
})

describe('the defence to choose', () => {
  it('is not told while the figures of one that may be chosen are not known', () => {
    expect(byLaw(asked(), { none: undefined, coalesce: 1, lock: 1 }).choice).toBeNull()
    expect(byLaw(asked({ arrivals: { kind: 'even' } })).choice).toBeNull()
  })

  it('keeps the limits, has next to the fewest rebuilds and of those the fewest at once', () => {
    expect(byLaw(asked()).choice).toEqual({
      best: 'xfetch-lock',
      close: ['ahead-lock', 'job'],
      kept: true,
      staleAllowed: false
    })
    expect(byLaw(asked({ stale: 1 })).choice).toMatchObject({ best: 'stale', staleAllowed: true })
  })

  it('says that none keeps the limits where that is so', () => {
    const { choice } = byLaw(asked({ ttl: 1, delta: 1 }))
    expect(choice!.kept).toBe(false)
  })

  it('keeps the limit of the origin', () => {
    const { scenario, key } = asked({ origin: 1 })
    const { rows } = byLaw({ scenario, key })
    // What may start two at once has no law with such an origin; the lock never does.
    expect(named(rows, 'xfetch').law).toBeNull()
    expect(named(rows, 'xfetch-lock').breaks).toEqual([])
  })
})
