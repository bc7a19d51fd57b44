import {
  type Choice,
  type Key,
  type KeyAdvice,
  type KnownFigures,
  type Recommendation,
  type Scenario,
  adviseExactly,
  betaEffect,
  knownFigures,
  modelOf,
  recommend,
  remediesOf,
  savings,
  sensitivitiesOf,
  summarize,
  whySimulated
} from '#core'
import { adviseKey } from '$lib/worker/advising'
import type { Runner } from '$lib/worker/runner'
import { head, row } from './body'
import type { Call } from './call'

/** Steps of work for the figures at one β: enough for the usual cycles of nearly any scenario. */
const STEPS = 2_000_000

/** The figures at a β, and their standard errors where they are simulated. */
interface FiguresAt extends KnownFigures {
  beta: number
  /** Simulated cycles; null where nothing was simulated. */
  cycles: number | null
}

/** The reply holds the figures at these β besides those at the advised one. */
const asked = (scenario: Scenario) => [1, scenario.beta]

/** Whether the reply to a call needs simulations, and with them a runner. */
export const needsRunner = (scenario: Scenario): boolean =>
  scenario.keys.some(
    (key) =>
      adviseExactly(scenario, key) === null ||
      asked(scenario).some((beta) => whySimulated(modelOf(scenario, key, beta)) !== null)
  )

/** The figures at each of these β, computed once for each. */
async function figuresAt(
  scenario: Scenario,
  key: Key,
  betas: number[],
  runner: Runner | null,
  signal: AbortSignal
): Promise<Map<number, FiguresAt>> {
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

const written = ({ beta, figures, errors, cycles }: FiguresAt) => ({
  beta,
  figures: row((key) => figures[key]),
  ...(errors ? { standardErrors: row((key) => errors[key]), cycles } : {})
})

/** What is computed, or simulated, of one key. */
interface Answered {
  advice: KeyAdvice
  one: FiguresAt
  present: FiguresAt
  /** At the β that this key alone should have; null where none is good. */
  own: FiguresAt | null
  /** The β at which its figures had to be simulated although the advice is in closed form. */
  unsettled: number[]
}

async function answer(
  scenario: Scenario,
  key: Key,
  runner: Runner | null,
  signal: AbortSignal
): Promise<Answered> {
  const advice = await adviseKey(scenario, key, runner, signal)
  const { beta, basis } = advice
  const at = await figuresAt(scenario, key, [...asked(scenario), beta ?? 1], runner, signal)
  const exact = basis === 'closed form'
  return {
    advice,
    one: at.get(1)!,
    present: at.get(scenario.beta)!,
    own: beta === null ? null : at.get(beta)!,
    unsettled: exact ? [...at.values()].flatMap(({ beta, errors }) => (errors ? [beta] : [])) : []
  }
}

/** How much a recommended β matters, and whether it holds. */
const chosen = ({ keys }: Scenario, choice: Choice | null) => ({
  range: choice?.range ?? null,
  within: choice?.within ?? null,
  robust: choice?.robust ?? null,
  breaking: choice?.breaking
    ? {
        ...choice.breaking,
        key: keys[choice.breaking.key].name,
        // The API calls the lifetime budget what the link calls it: `give`.
        limit: choice.breaking.limit === 'late' ? 'late' : 'give'
      }
    : null,
  littleGain: choice?.littleGain ?? null
})

function replyFor(recommended: Recommendation, place: number, { advice, one, present, own }: Answered) {
  const { scenario } = recommended
  const { delta } = modelOf(scenario, scenario.keys[place])
  const { beta, low, lowRange, high, reason, basis, binding, simulated } = advice
  const costs = ({ figures }: FiguresAt) => figures.rebuildsPerHour
  return {
    advice: {
      beta,
      betaLow: low,
      betaLowRange: basis === 'simulation' ? lowRange : null,
      betaHigh: high,
      // The API calls the lifetime budget what the link calls it: `give`.
      reason: reason === 'lifetime' ? 'give' : reason,
      binding: binding?.kind === 'lifetime' ? { ...binding, kind: 'give' } : binding,
      basis,
      cycles: simulated?.cycles ?? null
    },
    recommended: own && written(own),
    one: written(one),
    present: written(present),
    saved: own && {
      againstOne: savings(costs(own), costs(one), delta),
      againstPresent: savings(costs(own), costs(present), delta)
    },
    sensitivity: sensitivitiesOf(recommended, place)!,
    remedies: remediesOf(recommended, place)
  }
}

/** The advice looks for the least β with few enough late refreshes, so under some rules it does not apply. */
function aboutRule(scenario: Scenario): string[] {
  const { rule, beta, keys } = scenario
  if (rule.kind === 'paper') return []
  const does = keys.map((key) => betaEffect(rule.tree, { ...modelOf(scenario, key), beta }))
  const other = does.find((one) => one !== 'earlier')
  if (other === undefined) return []
  const says = {
    later: 'a larger beta refreshes later',
    nothing: 'beta does nothing',
    either: 'a larger beta refreshes earlier at some times and later at others'
  }[other]
  return [
    `under this rule ${says}, so the advice does not apply; /api/v1/predict and /api/v1/simulate have the figures`
  ]
}

/** The reply of /api/v1/advise: which β to set, and why. */
export async function advise({ scenario, notes }: Call, runner: Runner | null, signal: AbortSignal) {
  const { late, lifetimeBudget, cycles, seed } = scenario
  const answers: Answered[] = []
  for (const key of scenario.keys) answers.push(await answer(scenario, key, runner, signal))
  const recommended = recommend(
    scenario,
    answers.map(({ advice }) => advice),
    {
      one: answers.map(({ one }) => one),
      present: answers.map(({ present }) => present)
    }
  )
  const { basis, covers, low, high, set, verb, classes } = recommended
  const unsettled = scenario.keys.flatMap(({ name }, i) => {
    const betas = answers[i].unsettled.map((beta) => `β = ${beta}`)
    return betas.length === 0
      ? []
      : `the rebuilds of ${name} overlap at ${betas.join(' and ')} and never reach a steady state: its duplicates, cycle ` +
          'and hourly figures there are simulated'
  })
  const names = (places: number[]) => places.map((place) => scenario.keys[place].name)
  const simulated = basis === 'simulation' || unsettled.length > 0
  return {
    ...head(
      scenario,
      [...notes, ...aboutRule(scenario), ...unsettled],
      answers.map((answered, i) => replyFor(recommended, i, answered))
    ),
    limits: { late, give: lifetimeBudget },
    advice: {
      beta: set?.beta ?? null,
      keep: verb === 'keep',
      ...chosen(scenario, set),
      rebuildsPerHour: set?.cost ?? null,
      extraPerHour: set?.extra ?? [],
      savedPerHour: set?.saved ?? null,
      betaLow: low,
      betaHigh: high,
      keys: names(covers),
      classes:
        classes?.map((one) => ({
          keys: names(one.keys),
          beta: one.beta,
          rebuildsPerHour: one.cost,
          ...chosen(scenario, one)
        })) ?? null
    },
    ...(simulated ? { cycles, seed } : {})
  }
}
