import { expect, onTestFinished, test, vi } from 'vitest'
import { parsePage } from '$lib/link/parameters/codec'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { pagePreviews } from './page-preview'
import type { Lane } from './threads/simulations'

const { scenario } = parsePage('?arrivals=burst:2s:18s')
const runner = createInlineRunner()
const lane: Pick<Lane, 'run'> = {
  run: async (work, signal = new AbortController().signal) => {
    signal.throwIfAborted()
    return work(runner, signal)
  }
}
/** What is left over for later is of no interest here. */
const never: Pick<Lane, 'run'> = { run: () => new Promise(() => {}) }
const previewPage = pagePreviews({ looks: lane, pictures: never })

test('whether a page has figures depends on its link, not on how busy the server is', async () => {
  // The patience of a page is over before its turn comes.
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
  onTestFinished(() => timeout.mockRestore())
  const { previews, advice } = await previewPage(scenario, new AbortController().signal)
  // 8 of the 32 shards of 2,000 cycles.
  expect(previews.map((tally) => tally?.cycles)).toEqual(scenario.keys.map(() => 500))
  expect(advice).toEqual(scenario.keys.map(() => null))
})

test('a page that nobody waits for any more is given up', async () => {
  const { previews } = await previewPage(scenario, AbortSignal.abort())
  expect(previews).toEqual(scenario.keys.map(() => null))
})
