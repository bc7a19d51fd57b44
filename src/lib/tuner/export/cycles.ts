/**
 * The simulated cycles as a file. The page keeps only their sums, so they are simulated again with the same seed; in
 * slices, so that the page stays responsive.
 */
import { MODEL_VERSION, type NumberedCycle, type Scenario, cyclesOf, modelOf } from '#core'
import { BYTE_ORDER_MARK, csvRow, type Cell } from './csv'
import { MOST_CYCLES, type SavedScenario } from './source'

/** Length of a slice, ms: half a frame. */
const SLICE_MS = 8

interface KeyCycle extends NumberedCycle {
  key: string
  /** From one first trigger to the next, s. */
  length: number
}

/** The first cycles of every key at its present β. */
function* firstCycles(scenario: Scenario): Generator<KeyCycle> {
  for (const key of scenario.keys) {
    const model = modelOf(scenario, key)
    for (const cycle of cyclesOf(model, scenario.cycles, scenario.seed)) {
      if (cycle.number > MOST_CYCLES) break
      yield { ...cycle, key: key.name, length: model.ttl + model.delta + cycle.stretch }
    }
  }
}

/**
 * @param write returns the text of one cycle
 * @param onProgress gets the number of cycles that are done
 */
async function inSlices(
  scenario: Scenario,
  write: (cycle: KeyCycle) => string,
  onProgress: (done: number) => void
): Promise<string[]> {
  const parts: string[] = []
  let until = performance.now() + SLICE_MS
  for (const cycle of firstCycles(scenario)) {
    parts.push(write(cycle))
    if (performance.now() < until) continue
    onProgress(parts.length)
    // The page handles events meanwhile.
    await new Promise((resolve) => setTimeout(resolve))
    until = performance.now() + SLICE_MS
  }
  return parts
}

/** Upper bound of the number of cycles. */
export const cyclesToCome = ({ keys, cycles }: Scenario) => keys.length * Math.min(cycles, MOST_CYCLES)

const HEADER: Cell[] = [
  'key',
  'cycle',
  'seed',
  'beta',
  'gap to expiry at first trigger (s)',
  'late (0 or 1)',
  'rebuilds',
  'duplicates',
  'length (s)',
  'stretch over ttl + delta (s)',
  'requests that waited',
  'settled (0 or 1)'
]

/** @returns the file in parts */
export async function cyclesCsv(
  { scenario }: SavedScenario,
  onProgress: (done: number) => void = () => {}
): Promise<string[]> {
  const { seed, beta } = scenario
  const rows = await inSlices(
    scenario,
    ({ key, number, gap, late, duplicates, length, stretch, blocked, settled }) =>
      csvRow([
        key,
        number,
        seed,
        beta,
        gap,
        Number(late),
        1 + duplicates,
        duplicates,
        length,
        stretch,
        blocked,
        Number(settled)
      ]),
    onProgress
  )
  return [BYTE_ORDER_MARK + csvRow(HEADER), ...rows]
}

/** @returns the file in parts */
export async function cyclesJson(
  { scenario, link }: SavedScenario,
  onProgress: (done: number) => void = () => {}
): Promise<string[]> {
  const { seed, beta, cycles } = scenario
  const units = {
    gap: 's',
    length: 's',
    stretch: 's over ttl + delta',
    duplicates: 'rebuilds',
    blocked: 'requests'
  }
  const head = JSON.stringify({ model: MODEL_VERSION, link, seed, beta, simulated: cycles, units })
  const rows = await inSlices(
    scenario,
    ({ key, number, gap, late, duplicates, length, stretch, blocked, settled }) =>
      JSON.stringify({ key, cycle: number, gap, late, duplicates, length, stretch, blocked, settled }),
    onProgress
  )
  return [`${head.slice(0, -1)},"cycles":[\n`, ...rows.map((row, i) => (i > 0 ? `,\n${row}` : row)), '\n]}\n']
}
