/** What a crosshair reads in a waste panel: the waste at one value of the swept parameter, in words. */
import type { Reading } from '$lib/chart/Crosshair.svelte'
import { type Waste, log, positionOnLogScale } from '#core'
import { PART_NAMES, WASTE_PARTS, wasteBetween, type WastePanelData, type WastePoint } from './waste-data'
import { inFull } from '$lib/text/words'

/** For a screen reader: with its unit, since the axis is not in view. All of the figure counts in an hour. */
const inRebuilds = (wasted: number) => `${inFull(wasted)} an hour`

/** Between two points of a line, on logarithmic axes. */
const between = (a: WastePoint, b: WastePoint, value: number) =>
  wasteBetween(a.waste, b.waste, a.x === b.x ? 0 : positionOnLogScale(a.x, b.x, value))

/**
 * The waste at a value of the swept parameter: of the line where it reaches so far, else of the nearest simulated
 * point; null where there is neither.
 */
export function wasteAt(
  { law, simulated }: Pick<WastePanelData, 'law' | 'simulated'>,
  value: number
): { x: number; waste: Waste; simulated: boolean } | null {
  const next = law.findIndex(({ x }) => x >= value)
  // The first point of a line is a computed power and may be off in its last digit.
  if (next > 0) return { x: value, waste: between(law[next - 1], law[next], value), simulated: false }
  if (next === 0 && value > 0 && law[0].x <= value * (1 + 1e-9))
    return { x: value, waste: law[0].waste, simulated: false }
  if (simulated.length === 0) return null
  const far = (x: number) => Math.abs(log(Math.max(x, 1e-12) / Math.max(value, 1e-12)))
  const { x, waste } = simulated.reduce((a, b) => (far(b.x) < far(a.x) ? b : a))
  return { x, waste, simulated: true }
}

/**
 * @param show writes the swept value with its name or unit
 * @param y from waste an hour to px
 */
export function readWaste(
  panel: WastePanelData,
  value: number,
  show: (value: number) => string,
  y: (waste: number) => number,
  color: string
): Reading {
  const there = wasteAt(panel, value)
  if (!there) return { title: show(value), rows: [] }
  const was =
    panel.ghost && panel.ghost.law.length > 0 ? wasteAt({ law: panel.ghost.law, simulated: [] }, value) : null
  return {
    title: show(there.x) + (there.simulated ? ', simulated' : ''),
    rows: [
      ...WASTE_PARTS.map((part) => ({
        name: PART_NAMES[part],
        value: inFull(there.waste[part]),
        spoken: inRebuilds(there.waste[part]),
        color,
        y: there.simulated ? undefined : y(there.waste[part])
      })),
      ...(was
        ? [
            {
              name: 'A, in all',
              value: inFull(was.waste.wastedPerHour),
              spoken: inRebuilds(was.waste.wastedPerHour)
            }
          ]
        : [])
    ]
  }
}
