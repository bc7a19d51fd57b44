import {
  type CommonBeta,
  type Key,
  type KeyAdvice,
  type KnownFigures,
  type Scenario,
  adviseExactly,
  betaToSet,
  commonBeta,
  costAt,
  keeps,
  knownFigures,
  leeway,
  modelOf,
  remediesFor,
  savings,
  sensitivityExactly,
  summarize,
  whySimulated
} from '#core'
import { adviseKey, adviseVariations } from '$lib/worker/advising'
import type { Runner } from '$lib/worker/runner'
import { head, row } from './body'
import type { Call } from './call'

/** Steps of work for the figures at one β: enough for the usual cycles of nearly any scenario. */
const STEPS = 2_000_000

/** The figures at a β, and their standard errors where they are simulated. */
interface Told extends KnownFigures {
  beta: number
  /** Simulated cycles; null where nothing was simulated. */
  cycles: number | null
}

/** The β whose figures the reply tells besides those of the advice. */
const asked = (scenario: Scenario) => [1, scenario.beta]

/** Whether the reply to a call needs simulations, and with them a runner. */
export const needsRunner = (scenario: Scenario): boolean =>
  scenario.keys.some(
    (key) =>
      adviseExactly(scenario, key) === null ||
      asked(scenario).some((beta) => whySimulated(modelOf(scenario, key, beta)) !== null)
  )

/** The figures at every β that the advice speaks of; each is computed once. */
async function figuresAt(
  scenario: Scenario,
  key: Key,
  betas: number[],
  runner: Runner | null,
  signal: AbortSignal
): Promise<Map<number, Told>> {
  const models = [...new Set(betas)].map((beta) => ({ beta, model: modelOf(scenario, key, beta) }))
  const simulated = models.filter(({ model }) => whySimulated(model) !== null)
  const { cycles, seed } = scenario
  const jobs = simulated.map(({ model }) => ({ model, cycles, seed, most: STEPS }))
  const tallies = jobs.length === 0 ? [] : (await runner!.run(jobs, () => {}, signal)).tallies
  return new Map(
    models.map((one) => {
      const { beta, model } = one
      const tally = tallies[simulated.indexOf(one)]
      const summary = tally ? summarize(model, tally) : null
      return [beta, { beta, ...knownFigures(model, summary)!, cycles: summary?.cycles ?? null }]
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
  const at = await figuresAt(scenario, key, [...asked(scenario), beta ?? 1], runner, signal)
  const [one, present, recommended] = [at.get(1)!, at.get(scenario.beta)!, at.get(beta ?? 1)!]
  const costs = ({ figures }: Told) => figures.rebuildsPerHour
  const delta = modelOf(scenario, key).delta
  const reply = {
    advice: {
      beta,
      betaLow: low,
      betaLowRange: basis === 'simulation' ? lowRange : null,
      betaHigh: high,
      // The API calls the lifetime budget what the link calls it: `give`.
      reason: reason === 'lifetime' ? 'give' : reason,
      binding: binding?.kind === 'lifetime' ? { ...binding, kind: 'give' } : binding,
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
    remedies: beta === null ? remediesFor(scenario, key, present.figures) : null
  }
  const restless =
    basis === 'simulation'
      ? []
      : [...at.values()].flatMap(({ beta, errors }) => (errors ? [`β = ${beta}`] : []))
  return { advice, reply, restless }
}

/** The β to set for all keys, as the page says it, and what it costs beside the cheapest that the limits allow. */
function settingOf(scenario: Scenario, common: CommonBeta | null, rows: { advice: KeyAdvice }[]) {
  const keys = common?.keys ?? []
  const keep = keeps(scenario, common)
  const beta = betaToSet(scenario, common)
  const cheapest = common?.beta ?? null
  const cost = keep ? costAt(scenario, keys, scenario.beta)! : (common?.cost ?? null)
  const halfRate = (beta: number | null) =>
    beta === null ? null : (leeway(scenario, keys, beta)?.late ?? null)
  return {
    beta,
    keep,
    cheapest,
    lateAtHalfRate: { beta: halfRate(beta), cheapest: halfRate(cheapest) },
    rebuildsPerHour: cost,
    extraPerHour: keep
      ? keys.map((key) => {
          const own = costAt(scenario, [key], rows[key].advice.beta!)!
          return Math.max(0, costAt(scenario, [key], scenario.beta)! - own)
        })
      : (common?.extra ?? []),
    savedPerHour:
      common?.saved === undefined || common.saved === null
        ? null
        : common.saved + (cost ?? 0) - (common.cost ?? 0)
  }
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
  const restless = scenario.keys.flatMap(({ name }, i) =>
    rows[i].restless.length === 0
      ? []
      : `the refreshes of ${name} do not settle at ${rows[i].restless.join(' and ')}, one runs into the next: its ` +
        'duplicates, cycle and hourly figures there are simulated'
  )
  const names = (places: number[]) => places.map((place) => scenario.keys[place].name)
  const { late, lifetimeBudget, cycles, seed } = scenario
  const simulated = rows.some(({ advice, restless }) => advice.basis === 'simulation' || restless.length > 0)
  return {
    ...head(
      scenario,
      [...notes, ...fewer, ...restless],
      rows.map(({ reply }) => reply)
    ),
    limits: { late, give: lifetimeBudget },
    advice: {
      ...settingOf(scenario, common, rows),
      betaLow: common?.low ?? null,
      betaHigh: common?.high ?? null,
      keys: names(common?.keys ?? []),
      classes:
        common?.classes?.map(({ keys, beta, cost }) => ({
          keys: names(keys),
          beta,
          rebuildsPerHour: cost
        })) ?? null
    },
    ...(simulated ? { cycles, seed } : {})
  }
}
