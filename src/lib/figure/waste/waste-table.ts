/** The waste of every key against the swept parameter, as numbers: a row for each simulated value. */
import type { Sweep } from '#core'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import type { WasteData, WastePoint } from './waste-data'
import { measured, NUMBER } from '$lib/text/numbers/measured'
import { atRate, inFull, inSeconds } from '$lib/text/words'

const SWEPT: Record<Sweep, { name: string; write: (value: number) => string }> = {
  beta: { name: 'β', write: (value) => inFull(value) },
  delta: { name: 'rebuild time Δ', write: (value) => inSeconds(value) },
  rate: { name: 'request rate', write: atRate }
}
/** Rows for a key that is not simulated yet, about. */
const ROWS = 20

/** Some points of the line, evenly spaced. */
const some = (law: WastePoint[]) => law.filter((_, i) => i % Math.max(1, Math.floor(law.length / ROWS)) === 0)

export function wasteTable({ panels }: WasteData, sweep: Sweep): TableData {
  const { name, write } = SWEPT[sweep]
  return {
    caption: `Wasted rebuilds an hour against ${name}.`,
    columns: ['Key', name, 'wasted an hour, ± one standard error', 'duplicate', 'premature', 'from'],
    rows: panels.flatMap((panel) =>
      panel.simulated.length > 0
        ? panel.simulated.map(({ x, waste, errors, unsettled }) => [
            panel.name,
            write(x),
            measured(waste.wastedPerHour, errors.wasted, NUMBER),
            inFull(waste.duplicatePerHour),
            inFull(waste.prematurePerHour),
            unsettled ? 'simulation, cut off: rebuilds overlap' : 'simulation'
          ])
        : some(panel.law).map(({ x, waste }) => [
            panel.name,
            write(x),
            inFull(waste.wastedPerHour),
            inFull(waste.duplicatePerHour),
            inFull(waste.prematurePerHour),
            'closed form'
          ])
    )
  }
}
