/** Every defence on one key: its laws, the advice that it needs, and its simulations. */
import {
  type Advised,
  type Comparison,
  type Coordination,
  type Key,
  type Laws,
  type Measures,
  type Model,
  type Scenario,
  type Simulated,
  advisedScenarios,
  adviseExactly,
  comparison,
  defencesOf
} from '#core'
import { adviseKey } from './advising'
import type { Runner } from './runner'

/** Steps of work (core/simulation/steps.ts) for one defence: enough for the usual cycles of nearly any scenario. */
const STEPS = 10_000_000

/** The share of the work that is the advice, where it must be simulated. */
const ADVICE = 0.5

/** How far a comparison is, from 0 to 1, and what is known; simulations count once all of them are done. */
export interface ComparedSoFar {
  comparison: Comparison
  progress: number
}

/** Finds the laws of models, in their order; null where there is none. */
export type FindMeasures = (models: Model[], signal: AbortSignal) => Promise<(Measures | null)[]>

const each = <T>(of: (which: Coordination) => T): Record<Coordination, T> => ({
  none: of('none'),
  coalesce: of('coalesce'),
  lock: of('lock')
})

/** The advised β as far as laws give them. */
export function advisedByLaw(scenario: Scenario, key: Key): Advised {
  const asked = advisedScenarios(scenario, key)
  return each((which) => adviseExactly(asked[which], asked[which].keys[0])?.beta)
}

/**
 * The whole comparison. The same scenario and key have the same one, to the last bit.
 * @param find finds the laws
 * @param tell is told what is known so far, whenever that changes
 */
export async function compareKey(
  scenario: Scenario,
  key: Key,
  runner: Runner,
  find: FindMeasures,
  signal: AbortSignal,
  tell: (so: ComparedSoFar) => void = () => {}
): Promise<Comparison> {
  const asked = advisedScenarios(scenario, key)
  const advised = advisedByLaw(scenario, key)
  const laws: Laws = {}
  const findMissing = async () => {
    const missing = defencesOf(scenario, key, advised).filter(({ name, model }) => model && !(name in laws))
    const found = await find(
      missing.map(({ model }) => model!),
      signal
    )
    missing.forEach(({ name }, i) => (laws[name] = found[i]))
    return comparison(scenario, key, advised, laws)
  }
  let known = await findMissing()
  tell({ comparison: known, progress: 0 })

  const open = (['none', 'coalesce', 'lock'] as const).filter((which) => advised[which] === undefined)
  const advice = open.length > 0 ? ADVICE : 0
  const shares = open.map(() => 0)
  await Promise.all(
    open.map(async (which, i) => {
      const one = asked[which]
      const { beta } = await adviseKey(one, one.keys[0], runner, signal, ({ progress }) => {
        shares[i] = progress
        const all = shares.reduce((sum, share) => sum + share, 0) / open.length
        tell({ comparison: known, progress: advice * all })
      })
      advised[which] = beta
    })
  )
  if (open.length > 0) known = await findMissing()

  const shown = new Set(known.rows.map(({ name }) => name))
  const simulated = defencesOf(scenario, key, advised).filter(({ name, model }) => model && shown.has(name))
  const { cycles, seed } = scenario
  const jobs = simulated.map(({ model }) => ({ model: model!, cycles, seed, most: STEPS }))
  const { tallies } = await runner.run(
    jobs,
    ({ done, total }) =>
      tell({ comparison: known, progress: advice + ((1 - advice) * done) / Math.max(1, total) }),
    signal
  )
  const found: Simulated = Object.fromEntries(simulated.map(({ name }, i) => [name, tallies[i]]))
  const whole = comparison(scenario, key, advised, laws, found)
  tell({ comparison: whole, progress: 1 })
  return whole
}
