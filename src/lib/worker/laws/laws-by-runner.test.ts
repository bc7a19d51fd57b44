import { expect, it } from 'vitest'
import { defaultScenario, findLaw, modelOf, type Model } from '#core'
import { createPoolRunner } from '../pool/pool-runner'
import { spawnInlineWith } from '../ports/inline-port'
import { lawsByRunner } from './laws-by-runner'

const stale = { ...defaultScenario(), stale: 1 }
const models: Model[] = [1, 0.5, 2].map((beta) => modelOf(stale, stale.keys[0], beta))
const runner = () => createPoolRunner({ size: 2, spawn: spawnInlineWith(findLaw) })

it('laws come in the order of their models', async () => {
  const pool = runner()
  expect(await lawsByRunner(pool, models, new AbortController().signal)).toEqual(models.map(findLaw))
  pool.close()
})

it('a run may ask for a law beside a simulation', async () => {
  const pool = runner()
  const [first, second] = models.map((model) => ({ model, cycles: 320, seed: 1 }))
  const { tallies, laws, done, total } = await pool.run([first, { ...second, law: true }], () => {})
  expect(tallies[0]!.cycles).toBe(320)
  expect(laws[1]).toEqual(findLaw(second.model))
  expect([tallies[1], laws[0]]).toEqual([null, undefined])
  expect(done).toBe(total)
  pool.close()
})
