/** What an implementation does to window and waste, beside the rule as the paper has it. */
import { type FigureKey, type Figures, type Scenario, closedForm, modelOf, whySimulated } from '#core'
import type { KeyView } from './key-view'
import { asPercent, inFull, inSeconds, perHour, THIN } from './words'

export interface ImplementationRow {
  label: string
  /** Null where the paper's rule has no closed form in this scenario, or the figure no value. */
  paper: string | null
  here: string | null
}

export interface ImplementationContrast {
  index: number
  name: string
  rows: ImplementationRow[]
}

const ROWS: [label: string, key: FigureKey, show: (value: number) => string][] = [
  ['Mean refresh before expiry', 'gapMean', (gap) => inSeconds(gap, 2)],
  // A implementation may cut the stored expiry down: then this moves, and the gap to that expiry does not.
  ['From refresh to refresh', 'cycleSeconds', (cycle) => inSeconds(cycle, 4)],
  ['Late refreshes', 'lateShare', asPercent],
  ['Rebuilds each time', 'duplicatesMean', (duplicates) => inFull(1 + duplicates)],
  ['Rebuilds an hour', 'rebuildsPerHour', perHour]
]
const ERRORS: Partial<Record<FigureKey, (error: number) => string>> = {
  gapMean: (error) => inSeconds(error, 1),
  cycleSeconds: (error) => inSeconds(error, 1),
  lateShare: asPercent,
  duplicatesMean: (error) => inFull(error, 1),
  rebuildsPerHour: (error) => inFull(error, 1)
}

/** Key by key; what the simulation has not brought yet is null. */
export function implementationContrasts(scenario: Scenario, views: KeyView[]): ImplementationContrast[] {
  return views.flatMap(({ index, name, figures, errors }) => {
    const key = scenario.keys[index]
    if (!key) return []
    const model = modelOf({ ...scenario, implementation: 'paper' }, key)
    const paper: Figures | null = whySimulated(model) === null ? closedForm(model) : null
    const rows = ROWS.map(([label, figure, show]): ImplementationRow => {
      const [before, after] = [paper?.[figure] ?? null, figures?.[figure] ?? null]
      const error = errors?.[figure]
      const give = error ? `${THIN}±${THIN}${ERRORS[figure]!(error)}` : ''
      return {
        label,
        paper: before === null ? null : show(before),
        here: after === null ? null : show(after) + give
      }
    })
    return [{ index, name, rows }]
  })
}
