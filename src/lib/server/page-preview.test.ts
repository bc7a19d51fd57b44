import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { findLaw, modelOf } from '#core'
import { parsePage } from '$lib/link/parameters/codec'
import { scenarioTitle } from '$lib/text/scenario-title'
import { createPoolRunner } from '$lib/worker/pool/pool-runner'
import { spawnInlineWith } from '$lib/worker/ports/inline-port'
import { adviseWithin } from './look'
import { pagePreviews } from './page-preview'
import type { Lane } from './threads/simulations'

const runner = createPoolRunner({ size: 1, spawn: spawnInlineWith(findLaw) })
const lane: Pick<Lane, 'run'> = {
  run: async (work, signal = new AbortController().signal) => {
    signal.throwIfAborted()
    return work(runner, signal)
  }
}
const previewOf = (link: string, signal = new AbortController().signal) =>
  pagePreviews(lane)(parsePage(link).scenario, signal)

/** Every look at a clock finds that seconds have passed, as on a machine with much else to do. */
function busyMachine() {
  let now = 0
  const spies = [
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort()),
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 5000)),
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 5000))
  ]
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()))
}

/** 1.4 million steps. */
const LONG = '?ttl=5m&delta=0.94s&keys=product:120/s&coord=coalesce:6&cv=0.617&lens=symfony'
/** 100,000 steps. */
const SHORT = '?lens=symfony&keys=cold:0.5/s'

describe('whether a page has figures and an answer depends on its link, not on how busy the server is', () => {
  // Another seed is another question: no answer of before is kept for it.
  for (const [link, answered] of [
    [LONG, false],
    [SHORT, true]
  ] as const)
    for (const [seed, busy] of [
      [1, false],
      [2, true]
    ] as const)
      test(`${answered ? 'with' : 'without'} an answer, on a machine that is ${busy ? 'busy' : 'idle'}`, async () => {
        if (busy) busyMachine()
        const { previews, advice, lasting } = await previewOf(`${link}&seed=${seed}`)
        // 8 of the 32 shards of 2,000 cycles.
        expect(previews.map((tally) => tally?.cycles)).toEqual([500])
        expect(advice.map((one) => one !== null)).toEqual([answered])
        expect(lasting).toBe(true)
      })

  test('an answer that was found by other means is not sent either, where it takes too long', async () => {
    const { scenario } = parsePage(LONG)
    const { signal } = new AbortController()
    const [key] = scenario.keys
    expect(await adviseWithin(Infinity, scenario, key, runner, signal)).not.toBeNull()
    expect((await previewOf(LONG)).advice).toEqual([null])
  })
})

test('a page and its title have the law of a cache with options, where it has one', async () => {
  const link = '?ttl=1h&delta=30s&keys=report:1/m,other:100/s&jitter=10%25'
  const { scenario } = parsePage(link)
  const { previews, laws } = await previewOf(link)
  const { figures } = findLaw(modelOf(scenario, scenario.keys[1])).law!
  expect(laws.map((one) => one?.why)).toEqual([null, null])
  expect(laws[1]!.law!.figures).toEqual(figures)
  expect(scenarioTitle(scenario, previews, laws)).not.toContain('±')
  expect(scenarioTitle(scenario, previews)).toContain('±')
  expect((await previewOf('?arrivals=even&stale=5s')).laws.map((one) => one?.why)).toEqual([
    expect.any(String),
    expect.any(String)
  ])
})

test('a page that nobody waits for any more is given up, and nobody else gets it', async () => {
  const { previews, lasting } = await previewOf(LONG, AbortSignal.abort())
  expect(previews).toEqual([null])
  expect(lasting).toBe(false)
})
