import {
  closedForm,
  commonBeta,
  modelOf,
  remediesFor,
  savings,
  sensitivityExactly,
  summarize,
  type Figures,
  type Key,
  type KeyAdvice,
  type Scenario,
  type StandardErrors
} from '../core'
import { adviseKey, adviseVariations } from '../worker/advising'
import type { Runner } from '../worker/runner'
import { head, row } from './body'
import type { Call } from './call'

/** Steps of work for the figures at one β: enough for the usual cycles of nearly any scenario. */
const STEPS = 2_000_000

/** The figures at a β, and their standard errors where they are simulated. */
interface Told {
  beta: number
  figures: Figures
  errors: StandardErrors | null
  /** Simulated cycles; null where nothing was simulated. */
  cycles: number | null
}

/** The figures at every β that the advice speaks of; each is computed once. */
async function figuresAt(
  scenario: Scenario,
  key: Key,
  betas: number[],
  basis: KeyAdvice['basis'],
  runner: Runner | null,
  signal: AbortSignal
): Promise<Map<number, Told>> {
  const models = [...new Set(betas)].map((beta) => ({ beta, model: modelOf(scenario, key, beta) }))
  if (basis === 'closed form')
    return new Map(
      models.map(({ beta, model }) => [
        beta,
        { beta, figures: closedForm(model), errors: null, cycles: null }
      ])
    )
  const { cycles, seed } = scenario
  const { tallies } = await runner!.run(
    models.map(({ model }) => ({ model, cycles, seed, most: STEPS })),
    () => {},
    signal
  )
  return new Map(
    models.map(({ beta, model }, i) => {
      const { figures, standardErrors, cycles } = summarize(model, tallies[i]!)
      return [beta, { beta, figures, errors: standardErrors, cycles }]
    })
  )
}

const told = ({ beta, figures, errors, cycles }: Told) => ({
  beta,
  figures: row((key) => figures[key]),
  ...(errors ? { standardErrors: row((key) => errors[key]), cycles } : {})
})

async function adviceFor(scenario: Scenario, key: Key, runner: Runner | null, signal: AbortSignal) {
  const advice = await adviseKey(scenario, key, runner, signal)
  const { beta, low, lowRange, high, reason, basis, binding } = advice
  const at = await figuresAt(scenario, key, [1, scenario.beta, beta ?? 1], basis, runner, signal)
  const [one, present, recommended] = [at.get(1)!, at.get(scenario.beta)!, at.get(beta ?? 1)!]
  const costs = ({ figures }: Told) => figures.rebuildsPerHour
  const delta = modelOf(scenario, key).delta
  const reply = {
    advice: {
      beta,
      betaLow: low,
      betaLowRange: basis === 'simulation' ? lowRange : null,
      betaHigh: high,
      reason,
      binding,
      basis,
      cycles: advice.cycles
    },
    recommended: beta === null ? null : told(recommended),
    one: told(one),
    present: told(present),
    saved:
      beta === null
        ? null
        : {
            againstOne: savings(costs(recommended), costs(one), delta),
            againstPresent: savings(costs(recommended), costs(present), delta)
          },
    sensitivity:
      basis === 'closed form'
        ? sensitivityExactly(scenario, key)
        : await adviseVariations(scenario, key, advice, runner, signal),
    remedies: beta === null ? remediesFor(scenario, key) : null
  }
  return { advice, reply }
}

/** The reply of /api/v1/advise: which β to set, and why. */
export async function advise({ scenario, notes }: Call, runner: Runner | null, signal: AbortSignal) {
  const rows: Awaited<ReturnType<typeof adviceFor>>[] = []
  for (const key of scenario.keys) rows.push(await adviceFor(scenario, key, runner, signal))
  const common = commonBeta(
    scenario,
    rows.map(({ advice }) => advice)
  )
  const fewer = scenario.keys.flatMap(({ name }, i) => {
    const used = rows[i].advice.cycles
    return used === null || used >= scenario.cycles
      ? []
      : `the advice for ${name} is from ${used} cycles at each β, and more of them near its limits: ${scenario.cycles} are ` +
          'more work than one call may ask for'
  })
  const names = (places: number[]) => places.map((place) => scenario.keys[place].name)
  const { late, give, cycles, seed } = scenario
  const simulated = rows.some(({ advice }) => advice.basis === 'simulation')
  return {
    ...head(
      scenario,
      [...notes, ...fewer],
      rows.map(({ reply }) => reply)
    ),
    limits: { late, give },
    advice: {
      beta: common?.beta ?? null,
      betaLow: common?.low ?? null,
      betaHigh: common?.high ?? null,
      keys: names(common?.keys ?? []),
      rebuildsPerHour: common?.cost ?? null,
      extraPerHour: common?.extra ?? [],
      classes:
        common?.classes?.map(({ keys, beta, cost }) => ({
          keys: names(keys),
          beta,
          rebuildsPerHour: cost
        })) ?? null,
      savedPerHour: common?.saved ?? null
    },
    ...(simulated ? { cycles, seed } : {})
  }
}
