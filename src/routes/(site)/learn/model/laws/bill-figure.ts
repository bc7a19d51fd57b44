/** The hourly bill of one key under three kinds of coordination, in its parts. */
import { type Coordination, closedForm, settles } from '#core'
import { round } from '$lib/chart/plot'
import { keyStyle } from '$lib/figure/palette'
import { inFull, perHour } from '$lib/text/words'
import { keyWith } from '../figures/keys'
import { roundTicks, words, type Mark, type PlotData } from '../figures/plot'

export interface BillRow {
  coordination: Coordination
  needed: number
  duplicate: number
  premature: number
  total: number
  /** Refreshes run into each other, so the formulas of the bill do not hold. */
  unsettled: boolean
}

const PROCESSES = 8

export function billData(beta: number, heat: number): BillRow[] {
  return (['none', 'coalesce', 'lock'] as const).map((coordination) => {
    const model = keyWith(beta, heat, {
      coordination,
      processes: coordination === 'coalesce' ? PROCESSES : 1
    })
    const { neededPerHour, duplicatePerHour, prematurePerHour, rebuildsPerHour } = closedForm(model)
    return {
      coordination,
      needed: neededPerHour,
      duplicate: duplicatePerHour,
      premature: prematurePerHour,
      total: rebuildsPerHour,
      unsettled: !settles(model)
    }
  })
}

const BAR = { top: 19, height: 22 }
const STEP = 58
const names = {
  none: 'no coordination',
  coalesce: `${PROCESSES} processes that coalesce`,
  lock: 'one lock'
}
const DUPLICATE = keyStyle(0).color
export const PREMATURE = keyStyle(1).color

/** @param dotted the fill of premature rebuilds */
export function billPlot(rows: BillRow[], dotted: string): PlotData {
  const domain: [number, number] = [0, 1.04 * Math.max(...rows.map(({ total }) => total))]
  return {
    label: `Rebuilds an hour: ${rows
      .map(
        ({ coordination, total, duplicate, premature }) =>
          `${names[coordination]} ${perHour(total)}, of which ${perHour(duplicate)} duplicate and ${perHour(premature)} premature`
      )
      .join('; ')}`,
    height: STEP * rows.length,
    margin: { top: 4, right: 16, bottom: 42, left: 4 },
    x: {
      domain,
      ticks: roundTicks(domain, 4, 7),
      format: (value) => inFull(value),
      title: 'rebuilds an hour'
    },
    y: { domain: [0, 1], ticks: [], format: String },
    marks: ({ x, width }) =>
      rows.flatMap(({ coordination, needed, duplicate, premature, total }, i): (Mark | null)[] => {
        const top = i * STEP
        const ends = [0, needed, needed + duplicate, total].map((end) => round(x(end)))
        const parts = [
          { text: `needed ${inFull(needed)}`, room: 74, bar: { fill: 'var(--muted)', opacity: 0.35 } },
          {
            text: `duplicate ${perHour(duplicate)}`,
            room: 86,
            bar: { fill: DUPLICATE, opacity: 0.85 },
            look: { fill: 'var(--surface)', weight: 600 }
          },
          { text: `premature ${perHour(premature)}`, room: 92, bar: { fill: dotted } }
        ]
        return [
          words(names[coordination], 0, top + 13, { halo: false }),
          words(`${perHour(total)} an hour`, width, top + 13, { anchor: 'end', weight: 400, halo: false }),
          ...parts.flatMap(({ text, room, bar, look }, part): (Mark | null)[] => {
            const [from, to] = [ends[part], Math.max(ends[part], ends[part + 1])]
            return [
              { path: { d: `M${from},${top + BAR.top}H${to}v${BAR.height}H${from}z`, ...bar } },
              to - from > room ? words(text, from + 6, top + 34, { weight: 400, halo: false, ...look }) : null
            ]
          })
        ]
      })
  }
}
