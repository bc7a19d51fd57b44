import {
  type Figures,
  type FoundLaw,
  type Model,
  type Scenario,
  closedForm,
  findLaw,
  isCheapLaw,
  neededPerHour,
  settles,
  whyNoClosedForm
} from '#core'
import { lawsByRunner } from '$lib/worker/laws/laws-by-runner'
import type { Runner } from '$lib/worker/runner'
import { head, modelsOf, row, type FigureRow, type ReplyHead } from './body'
import type { Call } from './call'

const elsewhere = '/api/v1/simulate has the figures'

/** The models whose figures come from a quadrature. */
const withoutForm = (scenario: Scenario): Model[] =>
  modelsOf(scenario)
    .map(({ model }) => model)
    .filter((model) => whyNoClosedForm(model) !== null)

/** Whether the reply takes so long that a thread is to find its laws. */
export const isLong = ({ scenario }: Call): boolean => !withoutForm(scenario).every(isCheapLaw)

/** The same reply with the threads of the server. */
export const predictByThreads = async (call: Call, runner: Runner, signal: AbortSignal) =>
  predict(call, await lawsByRunner(runner, withoutForm(call.scenario), signal))

/**
 * The reply of /api/v1/predict: the closed form.
 * @param laws of the models without one, in their order
 */
export function predict(
  { scenario, notes }: Call,
  laws: FoundLaw[] = withoutForm(scenario).map(findLaw)
): ReplyHead<{ figures: FigureRow }> {
  const models = modelsOf(scenario)
  const left = [...laws]
  const found = models.map(({ model }) => (whyNoClosedForm(model) === null ? null : left.shift()!))
  const reasons = new Set(found.flatMap((one) => one?.why ?? []))
  const unsettled = models.filter(({ model }, i) => found[i] === null && !settles(model))
  return head(
    scenario,
    [
      ...notes,
      ...[...reasons].map((reason) => `no closed form covers ${reason}; ${elsewhere}`),
      ...unsettled.map(
        ({ key }) =>
          `the rebuilds of ${key.name} overlap and never reach a steady state: its duplicates, cycle and hourly figures ` +
          `are only approximate here; ${elsewhere}`
      )
    ],
    models.map(({ model }, i) => {
      const law = found[i]?.law
      if (law) return { figures: row((key) => law.figures[key], model.options && law.served) }
      const figures = known(model)
      return { figures: row((key) => figures[key] ?? null) }
    })
  )
}

/** All figures where there is a closed form; else those that need none. */
function known(model: Model): Partial<Figures> {
  if (whyNoClosedForm(model) === null) return closedForm(model)
  return { neededPerHour: neededPerHour(model), requestsPerRebuild: model.rate * model.delta }
}
