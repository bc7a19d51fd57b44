/** Files of numbers; this module is loaded on demand. */
import { cyclesCsv, cyclesJson, cyclesToCome } from './cycles'
import { figuresCsv, figuresJson } from './figures'
import { save } from './save'
import type { Source } from './source'

export type Data = 'figures' | 'cycles'
export type Format = 'csv' | 'json'

const TYPES = { csv: 'text/csv;charset=utf-8', json: 'application/json' }
const figures = { csv: figuresCsv, json: figuresJson }
const cycles = { csv: cyclesCsv, json: cyclesJson }

/** @param onProgress gets the share that is done, 0 to 1 */
export async function saveData(
  source: Source,
  data: Data,
  format: Format,
  onProgress: (share: number) => void
): Promise<void> {
  const { scenario } = source.present
  const total = cyclesToCome(scenario)
  const parts =
    data === 'figures'
      ? [figures[format](source)]
      : await cycles[format](source.present, (done) => onProgress(done / total))
  save(parts, TYPES[format], data, scenario.beta, format)
}
