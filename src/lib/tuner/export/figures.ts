/** All figures as a file: closed form and simulation of each key, and of A if it is pinned. */
import { FIGURE_KEYS, FIGURE_UNITS, type FigureKey, MODEL_VERSION } from '#core'
import type { KeyView } from '$lib/text/key-view'
import { BYTE_ORDER_MARK, csvRow, type Cell } from './csv'
import type { Source, SavedScenario } from './source'

const HEADER: Cell[] = [
  'scenario',
  'key',
  'source',
  'beta',
  'ttl (s)',
  'delta (s)',
  'rate (1/s)',
  'cycles',
  'seed',
  ...FIGURE_KEYS.map((key) => `${key} (${FIGURE_UNITS[key]})`),
  'stampedeSizeMax (rebuilds)',
  'link'
]

function csvRows(name: string, { scenario, views, link }: SavedScenario): Cell[][] {
  return views.flatMap(({ whole: key, beta, model, closed, summary }) => {
    type Values = Partial<Record<FigureKey, number | null>>
    const row = (source: string, values: Values, cycles: Cell = null, largest: Cell = null): Cell[] => [
      name,
      key,
      source,
      beta,
      model.ttl,
      model.delta,
      model.rate,
      cycles,
      cycles === null ? null : scenario.seed,
      ...FIGURE_KEYS.map((figure) => values[figure] ?? null),
      largest,
      link
    ]
    return [
      ...(closed ? [row('closed form', closed)] : []),
      ...(summary
        ? [
            row('simulation', summary.figures, summary.cycles, summary.stampedeSizeMax),
            row('standard error', summary.standardErrors, summary.cycles)
          ]
        : [])
    ]
  })
}

/** CSV with one record for each key and source; the header has the units. */
export const figuresCsv = ({ present, pinned }: Source) =>
  BYTE_ORDER_MARK +
  [HEADER, ...csvRows('present', present), ...(pinned ? csvRows('A', pinned) : [])].map(csvRow).join('')

const keyOf = ({ whole: name, beta, model, closed, why, summary }: KeyView) => ({
  name,
  beta,
  rate: model.rate,
  ttl: model.ttl,
  delta: model.delta,
  closedForm: closed,
  ...(why === null ? {} : { noClosedForm: why }),
  simulation: summary && {
    cycles: summary.cycles,
    figures: summary.figures,
    standardErrors: summary.standardErrors,
    stampedeSizeMax: summary.stampedeSizeMax
  }
})

const inJson = ({ scenario, views, link }: SavedScenario) => ({
  link,
  beta: scenario.beta,
  coordination: scenario.coordination,
  processes: scenario.processes,
  cycles: scenario.cycles,
  seed: scenario.seed,
  keys: views.map(keyOf)
})

/** JSON with the names of the HTTP API: durations in s, rates in 1/s, hourly figures in 1/h. */
export const figuresJson = ({ present, pinned }: Source) =>
  `${JSON.stringify(
    { model: MODEL_VERSION, units: FIGURE_UNITS, ...inJson(present), pinned: pinned && inJson(pinned) },
    null,
    2
  )}\n`
