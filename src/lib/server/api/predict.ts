import {
  type Figures,
  type Model,
  closedForm,
  neededPerHour,
  optionLaw,
  settles,
  whyNoClosedForm,
  whyNoLaw
} from '#core'
import { head, modelsOf, row, type FigureRow, type ReplyHead } from './body'
import type { Call } from './call'

const elsewhere = '/api/v1/simulate has the figures'

/** The reply of /api/v1/predict: the closed form. */
export function predict({ scenario, notes }: Call): ReplyHead<{ figures: FigureRow }> {
  const models = modelsOf(scenario)
  const reasons = new Set(models.flatMap(({ model }) => whyNot(model) ?? []))
  const unsettled = models.filter(({ model }) => !whyNoClosedForm(model) && !settles(model))
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
    models.map(({ model }) => {
      if (whyNoClosedForm(model) !== null && whyNot(model) === null) {
        const { figures, served } = optionLaw(model)
        return { figures: row((key) => figures[key], model.options && served) }
      }
      const figures = known(model)
      return { figures: row((key) => figures[key] ?? null) }
    })
  )
}

const whyNot = (model: Model) => (whyNoClosedForm(model) === null ? null : whyNoLaw(model))

/** All figures where there is a closed form; else those that need none. */
function known(model: Model): Partial<Figures> {
  if (whyNoClosedForm(model) === null) return closedForm(model)
  return { neededPerHour: neededPerHour(model), requestsPerRebuild: model.rate * model.delta }
}
