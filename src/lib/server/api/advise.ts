import {
  type Choice,
  type Key,
  type KeyAdvice,
  type KnownFigures,
  type Recommendation,
  type Scenario,
  type Model,
  type ServedFigures,
  DRAWN,
  adviseExactly,
  asXFetch,
  effectOfBeta,
  costBeyond,
  knownFigures,
  modelOf,
  optionLaw,
  recommend,
  remediesOf,
  savings,
  sensitivitiesOf,
  summarize,
  whyNoLaw,
  whyNoOptionLaw,
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
  /** What requests get from a cache with options. */
  served?: ServedFigures
  /** Simulated cycles; null where nothing was simulated. */
  cycles: number | null
}

/** The reply holds the figures at these β besides those at the advised one. β = 1 means something for the paper’s rule only. */
const asked = ({ rule, beta }: Scenario) => (rule.kind === 'paper' ? [1, beta] : [beta])

/** Why the figures of a model are simulated; null where a law gives them. */
const whyNot = (model: Model) => (model.options ? whyNoLaw(model) : whySimulated(model))

/** Whether the reply to a call needs simulations, and with them a runner. */
export const needsRunner = (scenario: Scenario): boolean =>
  scenario.keys.some(
    (key) =>
      adviseExactly(scenario, key) === null ||
      (scenario.rule.kind !== 'paper' && adviseExactly(asXFetch(scenario), key) === null) ||
      [...asked(scenario), adviseExactly(scenario, key)!.beta].some(
        (beta) => beta !== null && whyNot(modelOf(scenario, key, beta)) !== null
      )
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
  const simulated = models.filter(({ model }) => whyNot(model) !== null)
  const { cycles, seed } = scenario
  const jobs = simulated.map(({ model }) => ({ model, cycles, seed, most: STEPS }))
  const tallies = jobs.length === 0 ? [] : (await runner!.run(jobs, () => {}, signal)).tallies
  return new Map(
    models.map((one) => {
      const { beta, model } = one
      if (model.options && !simulated.includes(one)) {
        const { figures, served } = optionLaw(model, DRAWN)
        return [beta, { beta, figures, served, errors: null, cycles: null }]
      }
      const tally = tallies[simulated.indexOf(one)]
      const summary = tally ? summarize(model, tally) : null
      return [
        beta,
        {
          beta,
          ...knownFigures(model, summary)!,
          served: summary?.served?.figures,
          cycles: summary?.cycles ?? null
        }
      ]
    })
  )
}

const written = ({ beta, figures, served, errors, cycles }: FiguresAt) => ({
  beta,
  figures: row((key) => figures[key], served),
  ...(errors ? { standardErrors: row((key) => errors[key]), cycles } : {})
})

/** What is computed, or simulated, of one key. */
interface Answered {
  advice: KeyAdvice
  /** At β = 1; null under another rule than the paper’s. */
  one: FiguresAt | null
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
  const at = await figuresAt(
    scenario,
    key,
    [...asked(scenario), ...(beta === null ? [] : [beta])],
    runner,
    signal
  )
  const exact = basis === 'closed form'
  return {
    advice,
    one: scenario.rule.kind === 'paper' ? at.get(1)! : null,
    present: at.get(scenario.beta)!,
    own: beta === null ? null : at.get(beta)!,
    unsettled: exact ? [...at.values()].flatMap(({ beta, errors }) => (errors ? [beta] : [])) : []
  }
}

/** The API calls the limits what the link calls them. */
const LIMITS = { late: 'late', lifetimeBudget: 'give', overload: 'origin' } as const
const REASONS = {
  minimum: 'minimum',
  late: 'late',
  lifetime: 'give',
  overload: 'origin',
  off: 'off'
} as const
const BINDINGS = {
  requests: 'requests',
  range: 'range',
  lifetime: 'give',
  overload: 'origin',
  unused: 'unused'
} as const

/** How much a recommended β matters, and whether it holds. */
const chosen = ({ keys }: Scenario, choice: Choice | null) => ({
  range: choice?.range ?? null,
  within: choice?.within ?? null,
  robust: choice?.robust ?? null,
  breaking: choice?.breaking
    ? {
        ...choice.breaking,
        key: keys[choice.breaking.key].name,
        limit: LIMITS[choice.breaking.limit]
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
      reason: reason && REASONS[reason],
      binding: binding && {
        ...binding,
        kind: BINDINGS[binding.kind],
        ...(binding.kind === 'range' && { cost: costBeyond(scenario, scenario.keys[place], advice) })
      },
      basis,
      cycles: simulated?.cycles ?? null
    },
    recommended: own && written(own),
    one: one && written(one),
    present: written(present),
    saved: own && {
      againstOne: one && savings(costs(own), costs(one), delta),
      againstPresent: savings(costs(own), costs(present), delta)
    },
    sensitivity: sensitivitiesOf(recommended, place)!,
    remedies: remediesOf(recommended, place)
  }
}

/** What a larger β does where that is not what it does in the paper. */
function aboutRule(scenario: Scenario): string[] {
  const does = scenario.keys.map((key) => effectOfBeta(scenario, modelOf(scenario, key)))
  const other = does.find((one) => one !== 'earlier')
  if (other === undefined) return []
  const says = {
    later: 'under this rule a larger beta refreshes later',
    nothing: 'this rule does not use beta',
    either: 'under this rule a larger beta refreshes earlier at some times and later at others'
  }[other]
  return [says]
}

/** What XFetch would do under the same limits, where the cache has another rule. */
async function insteadOf(scenario: Scenario, runner: Runner | null, signal: AbortSignal) {
  if (scenario.rule.kind === 'paper') return null
  const plain = asXFetch(scenario)
  const advice: KeyAdvice[] = []
  for (const key of plain.keys) advice.push(await adviseKey(plain, key, runner, signal))
  const { set, covers, basis } = recommend(plain, advice)
  return {
    beta: set?.beta ?? null,
    rebuildsPerHour: set?.cost ?? null,
    keys: covers.map((place) => plain.keys[place].name),
    own: advice.map(({ beta }) => beta),
    basis
  }
}

/** The reply of /api/v1/advise: which β to set, and why. */
export async function advise({ scenario, notes }: Call, runner: Runner | null, signal: AbortSignal) {
  const { late, lifetimeBudget, origin, cycles, seed } = scenario
  const answers: Answered[] = []
  for (const key of scenario.keys) answers.push(await answer(scenario, key, runner, signal))
  const xfetch = await insteadOf(scenario, runner, signal)
  const recommended = recommend(
    scenario,
    answers.map(({ advice }) => advice),
    {
      one: answers.map(({ one }) => one ?? NO_FIGURES),
      present: answers.map(({ present }) => present)
    }
  )
  const { basis, covers, low, high, set, verb, classes } = recommended
  const unsettled = scenario.keys.flatMap((key, i) => {
    const { name } = key
    const betas = answers[i].unsettled.map((beta) => `β = ${beta}`)
    if (betas.length === 0) return []
    const limited = answers[i].unsettled.find((beta) => whyNoOptionLaw(modelOf(scenario, key, beta)) !== null)
    return limited !== undefined
      ? `the figures of ${name} at ${betas.join(' and ')} are simulated: there is no closed form for ` +
          `${whyNoOptionLaw(modelOf(scenario, key, limited))}`
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
    limits: { late, give: lifetimeBudget, ...(origin > 0 && { origin: { rebuilds: origin, share: 0.01 } }) },
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
    ...(xfetch && { xfetch }),
    ...(simulated ? { cycles, seed } : {})
  }
}

const NO_FIGURES = { figures: null, errors: null }
