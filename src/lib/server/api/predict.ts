import { type Figures, type Model, closedForm, findLaw, neededPerHour, settles, whyNoClosedForm } from '#core'
import { head, modelsOf, row, type FigureRow, type ReplyHead } from './body'
import type { Call } from './call'

const elsewhere = '/api/v1/simulate has the figures'

/** The reply of /api/v1/predict: the closed form. */
export function predict({ scenario, notes }: Call): ReplyHead<{ figures: FigureRow }> {
  const models = modelsOf(scenario)
  const found = models.map(({ model }) => (whyNoClosedForm(model) === null ? null : findLaw(model)))
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
