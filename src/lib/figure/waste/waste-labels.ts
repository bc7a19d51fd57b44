/** Where the names of the parts stand in a waste panel: at their lines, and clear of the marks. */
import { boxOf, placeLabel, type Box, type Spot } from '$lib/chart/marks/label-place'
import { PART_NAMES, WASTE_PARTS, type WastePart, type WastePanelData, type WastePoint } from './waste-data'

interface WasteLabel extends Spot {
  text: string
}

/** Places around a point of a line, the best first. The total has room above it; the parts are below it. */
const AROUND: Record<WastePart, Spot[]> = {
  wastedPerHour: [
    { x: 7, y: -5, anchor: 'start' },
    { x: 0, y: -9, anchor: 'middle' },
    { x: -7, y: -5, anchor: 'end' },
    { x: 7, y: 14, anchor: 'start' },
    { x: -7, y: 14, anchor: 'end' }
  ],
  duplicatePerHour: [
    { x: 0, y: 14, anchor: 'middle' },
    { x: -6, y: 12, anchor: 'end' },
    { x: 6, y: 12, anchor: 'start' },
    { x: 0, y: 20, anchor: 'middle' }
  ],
  prematurePerHour: [
    { x: -7, y: -3, anchor: 'end' },
    { x: 8, y: 10, anchor: 'start' },
    { x: -12, y: -6, anchor: 'end' },
    { x: 0, y: 15, anchor: 'middle' },
    { x: 14, y: 4, anchor: 'start' },
    { x: 12, y: 18, anchor: 'start' },
    { x: -8, y: -14, anchor: 'end' }
  ]
}
/** A part this close to the total, as a factor, gets no name: its line would carry two. */
const APART = 1.6

interface LabelledPlot {
  x: (value: number) => number
  y: (waste: number) => number
  width: number
  height: number
  /** Smallest waste shown. */
  floor: number
}

/**
 * @param rules vertical lines through the plot, px
 * @param taken where other words and marks stand
 * @param named the parts that get a name, the most important first
 */
export function wasteLabels(
  { law, simulated }: Pick<WastePanelData, 'law' | 'simulated'>,
  { x, y, width, height, floor }: LabelledPlot,
  rules: number[],
  taken: Box[],
  named: WastePart[]
): WasteLabel[] {
  // The parts share their places on the axis.
  const placed = (points: WastePoint[]) =>
    points
      .filter(({ x }) => x > 0)
      .map(({ x: value, waste }) => ({ px: x(value), waste }))
      .filter(({ px }) => px <= width)
  const inPlot = (points: ReturnType<typeof placed>, part: WastePart) => {
    const found: { x: number; y: number; waste: WastePoint['waste'] }[] = []
    for (const { px, waste } of points) {
      const py = y(Math.max(waste[part], Number.MIN_VALUE))
      if (py <= height && py >= 0) found.push({ x: px, y: py, waste })
    }
    return found
  }
  const onLaw = placed(law)
  const onDots = placed(simulated)
  const points = WASTE_PARTS.flatMap((part) => [...inPlot(onLaw, part), ...inPlot(onDots, part)])
  const room = { left: 2, right: width + 12, top: 0, bottom: height - 1 }
  const boxes = [...taken]
  return named.flatMap((part) => {
    const own = inPlot(law.length > 0 ? onLaw : onDots, part).filter(({ waste }) => waste[part] > 1.6 * floor)
    const spots = bestFirst(own, part).flatMap((at) =>
      AROUND[part].map((by) => ({
        x: Math.round(at.x + by.x),
        y: Math.round(at.y + by.y),
        anchor: by.anchor
      }))
    )
    const spot = placeLabel(PART_NAMES[part], spots, { rules, points, boxes }, room)
    if (!spot) return []
    boxes.push(boxOf(spot, PART_NAMES[part]))
    return [{ ...spot, text: PART_NAMES[part] }]
  })
}

/** Points of a line, the best for a name first: near the left end for the total, far below the total for a part. */
function bestFirst<P extends WastePointAt>(own: P[], part: WastePart): P[] {
  if (part === 'wastedPerHour') {
    const home = Math.round(0.12 * own.length)
    const far = (i: number) => Math.abs(i - home)
    return own
      .map((_, i) => i)
      .sort((a, b) => far(a) - far(b))
      .map((i) => own[i])
  }
  const below = ({ waste }: P) => waste.wastedPerHour / waste[part]
  return own.filter((at) => below(at) >= APART).sort((a, b) => below(b) - below(a))
}
interface WastePointAt {
  waste: WastePoint['waste']
}
