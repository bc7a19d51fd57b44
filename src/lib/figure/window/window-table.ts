/** The early-refresh window as numbers: quantiles, late and missed cycles, and the error of the simulation. */
import type { KeyView } from '$lib/text/key-view'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { besideMeasured, measured, secondsTogether } from '$lib/text/numbers/measured'
import { asPercent } from '$lib/text/words'

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
      const { gapMean = null, gapP05 = null, gapP50 = null, gapP95 = null } = figures ?? {}
      const time = secondsTogether([gapMean, simulated, gapP05, gapP50, gapP95], Boolean(error))
      return [
        name,
        orDash(gapMean, (gap) => besideMeasured(gap, error, time)),
        orDash(simulated, (gap) => measured(gap, error, time)),
        orDash(gapP05, time.exact),
        orDash(gapP50, time.exact),
        orDash(gapP95, time.exact),
        orDash(figures?.lateShare ?? null, asPercent),
        orDash(figures ? 1 - figures.earlyShare : null, asPercent)
      ]
    })
  }
}
