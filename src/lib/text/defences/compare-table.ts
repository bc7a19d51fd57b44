/** The measures that defences are compared by: what each is called, and how it is written; and all of them as a table. */
import type { Comparison, MeasureName, Row } from '#core'
import { besideMeasured, HOURLY, type Measure, measured, NUMBER, SECONDS, SHARE } from '../numbers/measured'
import { perHour } from '../words'
import { defenceLabel, oldestInWords } from './defence-words'

export interface ColumnWords {
  name: MeasureName | 'oldest'
  /** Over its axis. */
  title: string
  /** In the table. */
  label: string
  measure: Measure
}

export const COMPARED: readonly ColumnWords[] = [
  { name: 'rebuildsPerHour', title: 'rebuilds an hour', label: 'Rebuilds an hour', measure: HOURLY },
  { name: 'inFlightMaxMean', title: 'most at once', label: 'Most at once, mean', measure: NUMBER },
  { name: 'inFlightMaxP99', title: 'most at once', label: 'Most at once, p99', measure: NUMBER },
  { name: 'blockedShare', title: 'requests that wait', label: 'Requests that wait', measure: SHARE },
  { name: 'waitP99', title: 'p99 wait', label: 'Wait, p99', measure: SECONDS },
  { name: 'staleShare', title: 'stale answers', label: 'Answered stale', measure: SHARE },
  { name: 'oldest', title: 'oldest value', label: 'Oldest value served', measure: SECONDS }
]

/** A cell: the law, and the simulated value with its error behind it. */
export function comparedCell(row: Row, { name, measure }: ColumnWords): string {
  if (name === 'oldest') return row.oldest === null ? '–' : oldestInWords(row.oldest)
  const { law, simulated } = row
  const nobody = name === 'waitP99' && row.judged?.blockedShare === 0
  if (nobody) return 'nobody waits'
  const exact = law?.[name] ?? null
  const drawn = simulated?.measures[name] ?? null
  const error = simulated?.errors[name] ?? null
  const simulatedText = drawn === null ? null : measured(drawn, error, measure)
  if (exact === null) return simulatedText === null ? '–' : `simulated ${simulatedText}`
  const text = besideMeasured(exact, error, measure)
  return simulatedText === null ? text : `${text}; simulated ${simulatedText}`
}

/** The value of a row alone, as it stands in the figure beside its mark. */
export function comparedValue(row: Row, { name, measure }: ColumnWords): string {
  if (name === 'oldest') return row.oldest === null ? '' : oldestInWords(row.oldest)
  const value = row.law?.[name] ?? row.simulated?.measures[name] ?? null
  return value === null ? '' : measure.exact(value)
}

export function compareTable(compared: Comparison): { caption: string; columns: string[]; rows: string[][] } {
  const fewest = perHour(compared.fewest)
  const per = fewest.includes(' a ') ? '' : ' an hour'
  return {
    caption: `Every defence on this key. The fewest rebuilds possible are ${fewest}${per}. ± is one standard error.`,
    columns: ['Defence', ...COMPARED.map(({ label }) => label)],
    rows: compared.rows.map((row) => [
      `${defenceLabel(row, compared)}${row.yours && row.name !== 'yours' ? ' (yours)' : ''}`,
      ...COMPARED.map((column) => comparedCell(row, column))
    ])
  }
}
