import { describe, expect, test } from 'vitest'
import { defaultScenario, modelOf, simulate, simulateShard, summarize, type Model } from '#core'
import { createInlineRunner } from './inline-runner'
import { sweepJob } from './sweep-job'

const scenario = defaultScenario()
const [hot] = scenario.keys
const CYCLES = 20_000

async function drawn(model: Model) {
  const { tallies } = await createInlineRunner().run([sweepJob(model, CYCLES, 1)], () => {})
  return tallies[0]!
}

describe('a point of a sweep', () => {
  test('is drawn from all cycles where refreshes settle, and where they nearly do', async () => {
    for (const beta of [1, 31.6228, 42.1697]) {
      const model = modelOf(scenario, hot, beta)
      expect(await drawn(model)).toEqual(simulate(model, CYCLES, 1))
    }
  })

  test.each([
    ['each cycle takes hundreds of steps', 56.2341],
    ['some cycles have no end', 74.9894],
    ['no cycle has an end', 100]
  ])('is drawn from few cycles where %s, within 4 standard errors of all', async (_, beta) => {
    const model = modelOf(scenario, hot, beta)
    const [few, all] = [await drawn(model), simulate(model, CYCLES, 1)].map((one) => summarize(model, one))
    expect(few.cycles).toBeGreaterThan(1)
    expect(few.cycles).toBeLessThan(CYCLES / 100)
    const [part, whole] = [few, all].map(({ standardErrors }) => standardErrors.wastedPerHour!)
    // Two cycles hardly show how widely they are spread: an error of 2 % of the waste, on an axis of seven decades.
    const error = Math.hypot(Math.max(part, 0.02 * all.figures.wastedPerHour), whole)
    expect(Math.abs(few.figures.wastedPerHour - all.figures.wastedPerHour)).toBeLessThan(4 * error)
  })

  test('takes no more work than the others', async () => {
    const steps = async (beta: number) => (await drawn(modelOf(scenario, hot, beta))).steps
    const others = await steps(1)
    for (const beta of [56.2341, 74.9894, 100]) expect(await steps(beta)).toBeLessThan(others)
  })

  test('without a closed form ends with the shard that holds the first cycle without an end', async () => {
    const model = modelOf({ ...scenario, deltaCv: 0.5 }, hot, 100)
    const [first, second] = [0, 1].map((shard) => simulateShard(model, CYCLES, 1, shard))
    expect([first.cycles, second.cycles]).toEqual([1, 1])
    expect((await drawn(model)).cycles).toBe(2)
  })
})
