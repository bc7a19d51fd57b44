/** All figures as a file: closed form and simulation of each key, and of A if it is pinned. */
import {
  FIGURE_KEYS,
  FIGURE_UNITS,
  type FigureKey,
  MODEL_VERSION,
  SERVED_KEYS,
  SERVED_UNITS,
  type Scenario,
  type ServedKey
} from '#core'
import type { KeyView } from '$lib/text/key-view'
import { servedOf } from '$lib/text/numbers/values-of'
import { BYTE_ORDER_MARK, csvRow, type Cell } from './csv'
import type { Source, SavedScenario } from './source'

/** Whether some cache has options, and with them figures of what requests get. */
const isServed = ({ present, pinned }: Source) =>
  [...present.views, ...(pinned?.views ?? [])].some(({ model }) => model.options !== undefined)

const UNITS = { ...FIGURE_UNITS, ...SERVED_UNITS }
type AnyKey = FigureKey | ServedKey

const headerOf = (keys: readonly AnyKey[]): Cell[] => [
  'scenario',
  'key',
  'source',
  'beta',
  'ttl (s)',
  'delta (s)',
  'rate (1/s)',
  'cycles',
  'seed',
  ...keys.map((key) => `${key} (${UNITS[key]})`),
  'stampedeSizeMax (rebuilds)',
  'link'
]

function csvRows(keys: readonly AnyKey[], name: string, { scenario, views, link }: SavedScenario): Cell[][] {
  return views.flatMap((view) => {
    const { whole: key, beta, model, closed, found, summary } = view
    const served = servedOf(view)
    type Values = Partial<Record<AnyKey, number | null>>
    const row = (source: string, values: Values, cycles: Cell = null, largest: Cell = null): Cell[] => [
      name,
      key,
      source,
      beta,
      model.ttl,
      model.delta,
      scenario.keys[view.index].rate,
      cycles,
      cycles === null ? null : scenario.seed,
      ...keys.map((figure) => values[figure] ?? null),
      largest,
      link
    ]
    return [
      ...(closed ? [row('closed form', { ...closed, ...found?.law?.served })] : []),
      ...(summary
        ? [
            row(
              'simulation',
              { ...summary.figures, ...served?.figures },
              summary.cycles,
              summary.stampedeSizeMax
            ),
            row('standard error', { ...summary.standardErrors, ...served?.standardErrors }, summary.cycles)
          ]
        : [])
    ]
  })
}

/** CSV with one record for each key and source; the header has the units. */
export function figuresCsv(source: Source): string {
  const { present, pinned } = source
  const keys = [...FIGURE_KEYS, ...(isServed(source) ? SERVED_KEYS : [])]
  const rows = [...csvRows(keys, 'present', present), ...(pinned ? csvRows(keys, 'A', pinned) : [])]
  return BYTE_ORDER_MARK + [headerOf(keys), ...rows].map(csvRow).join('')
}

function keyOf(view: KeyView, { keys }: Scenario) {
  const { whole: name, index, beta, model, closed, found, why, summary } = view
  const served = servedOf(view)
  return {
    name,
    beta,
    rate: keys[index].rate,
    ttl: model.ttl,
    delta: model.delta,
    closedForm: closed && { ...closed, ...found?.law?.served },
    ...(why === null ? {} : { noClosedForm: why }),
    simulation: summary && {
      cycles: summary.cycles,
      figures: { ...summary.figures, ...served?.figures },
      standardErrors: { ...summary.standardErrors, ...served?.standardErrors },
      stampedeSizeMax: summary.stampedeSizeMax
    }
  }
}

const inJson = ({ scenario, views, link }: SavedScenario) => ({
  link,
  beta: scenario.beta,
  coordination: scenario.coordination,
  processes: scenario.processes,
  cycles: scenario.cycles,
  seed: scenario.seed,
  keys: views.map((view) => keyOf(view, scenario))
})

/** JSON with the names of the HTTP API: durations in s, rates in 1/s, hourly figures in 1/h. */
export function figuresJson(source: Source): string {
  const { present, pinned } = source
  const units = isServed(source) ? UNITS : FIGURE_UNITS
  const all = { model: MODEL_VERSION, units, ...inJson(present), pinned: pinned && inJson(pinned) }
  return `${JSON.stringify(all, null, 2)}\n`
}
