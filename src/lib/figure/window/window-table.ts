/** The early-refresh window as numbers: quantiles, late and missed cycles, and the error of the simulation. */
import type { KeyView } from '$lib/text/key-view'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { besideMeasured, measured, SECONDS } from '$lib/text/numbers/measured'
import { asPercent, inSeconds } from '$lib/text/words'

const orDash = (value: number | null, write: (value: number) => string) =>
  value === null ? '–' : write(value)

export function windowTable(views: KeyView[]): TableData {
  return {
    caption: 'When the first refresh of a cycle starts, in time before expiry.',
    columns: [
      'Key',
      'mean',
      'simulated mean, ± one standard error',
      '5 % start later than',
      'half start later than',
      '95 % start later than',
      'late, of cycles',
      'missed, of cycles'
    ],
    rows: views.map(({ name, figures, summary }) => {
      const simulated = summary?.figures.gapMean ?? null
      const error = summary?.standardErrors.gapMean ?? null
      return [
        name,
        orDash(figures?.gapMean ?? null, (gap) => besideMeasured(gap, error, SECONDS)),
        orDash(simulated, (gap) => measured(gap, error, SECONDS)),
        orDash(figures?.gapP05 ?? null, inSeconds),
        orDash(figures?.gapP50 ?? null, inSeconds),
        orDash(figures?.gapP95 ?? null, inSeconds),
        orDash(figures?.lateShare ?? null, asPercent),
        orDash(figures ? 1 - figures.earlyShare : null, asPercent)
      ]
    })
  }
}
