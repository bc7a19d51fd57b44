import { describe, expect, test } from 'vitest'
import { type Coordination, type Scenario, defaultScenario, modelOf, overlapShare, simulate } from '#core'
import oracle from '../../../../tests/statistics/oracle/brute-force.json'
import { agreement } from './agreement'
import { viewKey, type KeyView } from '../key-view'

const CYCLES = 20_000

function simulated(scenario: Scenario, cycles = CYCLES): KeyView[] {
  return scenario.keys.map((key, i) =>
    viewKey(scenario, key, i, simulate(modelOf(scenario, key), cycles, scenario.seed))
  )
}
const plain = (change: Partial<Scenario> = {}): Scenario => ({ ...defaultScenario(), ...change })

/** The points of the oracle that have a closed form. */
const points = oracle
  .filter(
    ({ deltaCv, expiryResolution, arrivals }) => !deltaCv && !expiryResolution && arrivals === 'poisson'
  )
  .map(({ ttl, delta, rate, beta, coordination, processes }, i) =>
    plain({
      ttl,
      delta,
      beta,
      coordination: coordination as Coordination,
      processes,
      seed: 100 + i,
      keys: [{ name: 'one', rate, ttl: null, delta: null }]
    })
  )

describe('the agreement of closed form and simulation', () => {
  test('names the figure that is furthest apart', () => {
    const { state, sentence, worst } = agreement(simulated(plain()))
    expect(state).toBe('agree')
    const [, compared, most] = /Of (\d+) figures, the (.*) differs most: by /.exec(sentence)!
    expect(Number(compared)).toBeGreaterThan(10)
    expect(most).toBe(`${worst!.name} key’s ${worst!.label}`)
  })

  // One in a thousand of such scenarios would raise it by chance: none of these 30 or so may.
  test('raises no alarm at any point of the oracle', () => {
    expect(points.length).toBeGreaterThan(15)
    const alarms = [0, 1].flatMap((again) =>
      points
        .map((scenario) => ({ ...scenario, seed: scenario.seed + 1000 * again }))
        .map((scenario) => agreement(simulated(scenario)))
        .filter(({ state }) => state === 'differ')
    )
    expect(alarms.map(({ sentence }) => sentence)).toEqual([])
  })

  // Late share 5e-6: one cycle in ten runs of 20,000 is late, and then 250 requests wait at once.
  test('raises no alarm over waits that are rare, and many at once', () => {
    const [hot] = defaultScenario().keys
    for (let seed = 1; seed <= 12; seed++)
      expect(agreement(simulated(plain({ coordination: 'lock', beta: 0.45, keys: [hot], seed }))).state).toBe(
        'agree'
      )
  }, 30_000)

  test('raises no alarm before the run has ended', () => {
    const [hot, cold] = simulated(plain())
    const wrong = { ...hot, closed: { ...hot.closed!, gapMean: 1.02 * hot.closed!.gapMean! } }
    expect(agreement([wrong, cold], true).state).toBe('waiting')
    expect(agreement([hot, cold], true)).toMatchObject({
      state: 'agree',
      sentence: expect.stringContaining('so far')
    })
  })

  // The mean gap of the hot key is known to 0.31 s/√n over 1.52 s, 0.14 % at 20,000 cycles: 2 % is 14 of that.
  test.each(['gapMean', 'gapP05', 'gapP50'] as const)('raises an alarm where %s is 2 %% off', (figure) => {
    const [hot, cold] = simulated(plain())
    const wrong = { ...hot, closed: { ...hot.closed!, [figure]: 1.02 * hot.closed![figure]! } }
    const { state, worst, sentence } = agreement([wrong, cold])
    expect(state).toBe('differ')
    expect(worst).toMatchObject({ name: 'hot', figure })
    expect(sentence).toContain('differ by more than chance allows')
  })

  // A geometric size has a deviation of about its mean: 1/√200,000 is 0.22 %, so 2 % is 7 of that or more.
  test('raises an alarm where the stampede size is 2 % off, given enough cycles', () => {
    const [hot] = simulated(plain(), 200_000)
    const duplicatesMean = 1.02 * (1 + hot.closed!.duplicatesMean) - 1
    expect(agreement([{ ...hot, closed: { ...hot.closed!, duplicatesMean } }]).state).toBe('differ')
  }, 30_000)

  test('is left open where refreshes do not settle, and where there is no closed form', () => {
    const restless = plain({
      ttl: 2,
      delta: 1,
      beta: 2,
      keys: [{ name: 'busy', rate: 1000, ttl: null, delta: null }]
    })
    expect(overlapShare(modelOf(restless, restless.keys[0]))).toBeGreaterThan(0.1)
    const { state, sentence } = agreement(simulated(restless, 500))
    expect(state).toBe('none')
    expect(sentence).toContain('No closed form covers refreshes that run into each other')

    const bursts = agreement(simulated(plain({ deltaCv: 0.5 }), 500))
    expect(bursts).toMatchObject({ state: 'none', worst: null })
    expect(bursts.sentence).toMatch(/^No closed form covers a rebuild time that varies/)
  })

  test('waits for the first cycles', () => {
    const scenario = plain()
    const views = scenario.keys.map((key, i) => viewKey(scenario, key, i, null))
    expect(agreement(views).state).toBe('waiting')
  })
})
