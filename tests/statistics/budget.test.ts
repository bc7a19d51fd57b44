/** The limit of work is a count, so it cuts off at the same cycle on every machine. */
import { describe, expect, it } from 'vitest'
import { type Key, SHARDS, type Scenario, modelOf, simulateShard } from '#core'
import { parseLink } from '../../src/lib/link/parameters/codec'
import { adviseKey } from '$lib/worker/advising'
import { createInlineRunner } from '$lib/worker/inline-runner'
import type { Runner } from '$lib/worker/runner'
import { frugal } from '../support/frugal-runner'

const never = new AbortController().signal
const scenarioOf = (link: string) => parseLink(new URLSearchParams(link)).scenario

/** Without a budget each of these takes from five seconds to for ever. */
const DEAR = [
  'lens=yii',
  'arrivals=even',
  'lens=yii&beta=1000&delta=60s&keys=a:1000/s&give=1&late=0.5',
  'ttl=42350s&delta=3.264s&keys=b:3850/s&cv=0.5&arrivals=burst:2s:18s&resolution=1s&give=0.1',
  'cycles=100&arrivals=burst:1s:1s&delta=459s&ttl=1000s&late=0.5',
  'arrivals=burst:1us:1s&keys=a:1000/s&late=0.5&ttl=1000s&delta=300s',
  'cv=5&keys=a:1e9/s&delta=10s',
  'cv=5&keys=a:1e9/s&ttl=1ms&delta=1ms&coord=coalesce:100000',
  'lens=django&arrivals=burst:1ms:1s&ttl=10y&keys=a:1e9/s'
]

describe('the advice', () => {
  /** Each simulation gets an eighth of its work: the search is the same, and an eighth of the steps shows its bound. */
  const SHARE = 1 / 8

  /** Steps that the answer for one key takes, with all that the search asks for. */
  async function stepsFor(scenario: Scenario, key: Key): Promise<number> {
    const inline = frugal(createInlineRunner(), SHARE)
    let steps = 0
    const counting: Runner = {
      ...inline,
      run: async (...asked) => {
        const progress = await inline.run(...asked)
        for (const tally of progress.tallies) steps += tally!.steps
        return progress
      }
    }
    await adviseKey(scenario, key, counting, never)
    inline.close()
    return steps
  }

  it.each(DEAR)('keeps to its budget of work, for %s', async (link) => {
    const scenario = scenarioOf(link)
    for (const key of scenario.keys) {
      // Most take a million. At worst nine cases have two bounds, each looked at ten times, and some 15 costs.
      expect(await stepsFor(scenario, key)).toBeLessThan(SHARE * 18_000_000)
    }
  })
})

describe('one shard', () => {
  const most = SHARDS * 40_000

  it.each(DEAR)('ends soon after its part of the budget is used up, for %s', (link) => {
    const scenario = scenarioOf(link)
    for (const key of scenario.keys) {
      for (const beta of [0, 0.01, 1, 100]) {
        const tally = simulateShard(modelOf(scenario, key, beta), 1_000_000, 1, 0, most)
        expect(tally.cycles).toBeGreaterThan(0)
        // The cycle in which it is used up may be as long again, and one more trigger beyond.
        expect(tally.steps).toBeLessThan(3 * 40_000)
      }
    }
  })

  it('is the same with a budget that it does not need', () => {
    const model = modelOf(scenarioOf('cv=0.5'), scenarioOf('').keys[0])
    expect(simulateShard(model, 3200, 1, 0, 1e9)).toEqual(simulateShard(model, 3200, 1, 0))
  })
})
