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
/** Farther places, where all of those are taken. */
const FARTHER = [-9, -15, -21, -27, 15, 21, 27, 33].flatMap((y): Spot[] => [
  { x: 0, y, anchor: 'middle' },
  { x: 8, y, anchor: 'start' },
  { x: -8, y, anchor: 'end' }
])
/** A name may touch so many of the places of lines: its letters are smaller than its box, and have a halo. */
const TOUCHED = 2
/** From the line of some words up to the middle of their letters, px. */
const MIDDLE = 4
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

/** A line is as good as drawn at places so far apart, px. */
const STEP = 4
/** Two standard errors above and below a simulated point, in the order of WASTE_PARTS. */
const ERRORS = ['wasted', 'duplicate', 'premature'] as const

interface Place {
  x: number
  y: number
}

/** Where lines, dots and their error bars are drawn, px: what no words should lie on. */
export function wasteDrawn(
  { law, simulated, ghostLaw = [] }: Pick<WastePanelData, 'law' | 'simulated'> & { ghostLaw?: WastePoint[] },
  { x, y, width, height }: Pick<LabelledPlot, 'x' | 'y' | 'width' | 'height'>
): Place[] {
  const at = (value: number, waste: number): Place => ({
    x: x(value),
    y: Math.min(2 * height, Math.max(-height, y(Math.max(waste, Number.MIN_VALUE))))
  })
  const drawn: Place[] = []
  const add = (x: number, y: number) => {
    if (x <= width && y <= height && y >= 0) drawn.push({ x, y })
  }
  /** Places along the straight line between two places. */
  const along = (from: Place, to: Place) => {
    const long = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))
    const steps = Math.max(1, Math.ceil(long / STEP))
    for (let i = 0; i < steps; i++)
      add(from.x + ((to.x - from.x) * i) / steps, from.y + ((to.y - from.y) * i) / steps)
  }
  const line = (points: WastePoint[], part: WastePart) => {
    const places = points.map((point) => at(point.x, point.waste[part]))
    for (let i = 1; i < places.length; i++) along(places[i - 1], places[i])
  }
  for (const [k, part] of WASTE_PARTS.entries()) {
    line(law, part)
    for (const { x, waste, errors } of simulated) {
      const error = 2 * errors[ERRORS[k]]
      along(at(x, waste[part] - error), at(x, waste[part] + error))
      const dot = at(x, waste[part])
      add(dot.x, dot.y)
    }
  }
  line(ghostLaw, 'wastedPerHour')
  return drawn
}

/**
 * @param drawn what the names must not lie on, from wasteDrawn
 * @param rules vertical lines through the plot, px
 * @param taken where other words and marks stand
 * @param named the parts that get a name, the most important first
 */
export function wasteLabels(
  { law, simulated }: Pick<WastePanelData, 'law' | 'simulated'>,
  { x, y, width, height, floor }: LabelledPlot,
  drawn: Place[],
  rules: number[],
  taken: Box[],
  named: WastePart[]
): WasteLabel[] {
  const all: WastePoint[] = law.length > 0 ? law : simulated
  const heightOf = (waste: number) => y(Math.max(waste, Number.MIN_VALUE))
  const inPlot = (points: WastePoint[], part: WastePart) =>
    points.flatMap(({ x: value, waste }) => {
      const at = { x: x(value), y: heightOf(waste[part]) }
      return value > 0 && at.x <= width && at.y <= height && at.y >= 0 ? [{ ...at, waste }] : []
    })
  const room = { left: 2, right: width + 12, top: 0, bottom: height - 1 }
  const boxes = [...taken]
  return named.flatMap((part) => {
    const own = inPlot(all, part).filter(({ waste }) => waste[part] > 1.6 * floor)
    const places = bestFirst(own, part)
    const others = WASTE_PARTS.filter((other) => other !== part)
    // One by one: most labels find their place at the first few.
    function* around(offsets: Spot[]): Generator<Spot> {
      for (const at of places) {
        const lines = others.map((other) => heightOf(at.waste[other]))
        for (const by of offsets) {
          const spot = { x: Math.round(at.x + by.x), y: Math.round(at.y + by.y), anchor: by.anchor }
          const middle = spot.y - MIDDLE
          // Nearer to another line it would name that one.
          const far = Math.abs(middle - at.y)
          if (lines.every((line) => Math.abs(middle - line) >= far)) yield spot
        }
      }
    }
    function* spots() {
      yield* around(AROUND[part])
      yield* around(FARTHER)
    }
    // A name that would lie on lines is left out: the legend has it too.
    const spot = placeLabel(PART_NAMES[part], spots(), { rules, points: drawn, boxes }, room, {}, TOUCHED)
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
