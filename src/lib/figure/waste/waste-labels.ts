/** Where the names of the parts stand in a waste panel: at their lines, and clear of the marks. */
import { boxOf, placeLabel, type Box, type Spot } from '$lib/chart/marks/label-place'
import type { Waste } from '#core'
import { PART_NAMES, WASTE_PARTS, type SimulatedPoint, type WastePart, type WastePoint } from './waste-data'

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

type Axis = (value: number) => number

/** Where a point stands, px. */
export interface PlacedPoint {
  x: number
  /** What is not above 0 lies infinitely far down. */
  y: Record<WastePart, number>
  /** Rebuilds an hour. */
  waste: Waste
}

/** The same of a simulated point: how far down and up its error bars reach, two standard errors. */
interface PlacedDot extends PlacedPoint {
  bars: { low: number; high: number }[]
}

const heightOf = (waste: number, y: Axis) => (waste > 0 ? y(waste) : Infinity)

const placedAt = ({ x: value, waste }: WastePoint, x: Axis, y: Axis): PlacedPoint => ({
  x: x(value),
  y: {
    wastedPerHour: heightOf(waste.wastedPerHour, y),
    duplicatePerHour: heightOf(waste.duplicatePerHour, y),
    prematurePerHour: heightOf(waste.prematurePerHour, y)
  },
  waste
})

/** From data to px: once for all that is drawn by it. */
export const placed = (points: WastePoint[], x: Axis, y: Axis): PlacedPoint[] =>
  points.map((point) => placedAt(point, x, y))

/** In the order of WASTE_PARTS. */
const ERRORS = ['wasted', 'duplicate', 'premature'] as const

export const placedDots = (points: SimulatedPoint[], x: Axis, y: Axis): PlacedDot[] =>
  points.map((point) => ({
    ...placedAt(point, x, y),
    bars: WASTE_PARTS.map((part, k) => ({
      low: heightOf(point.waste[part] - 2 * point.errors[ERRORS[k]], y),
      high: heightOf(point.waste[part] + 2 * point.errors[ERRORS[k]], y)
    }))
  }))

/** Of the plot, px. */
interface Size {
  width: number
  height: number
}

/** A line is as good as drawn at places so far apart, px. */
const STEP = 4

interface Place {
  x: number
  y: number
}

/** Where lines, dots and their error bars are drawn, px: what no words should lie on. */
export function wasteDrawn(
  law: PlacedPoint[],
  simulated: PlacedDot[],
  ghost: PlacedPoint[],
  { width, height }: Size
): Place[] {
  const drawn: Place[] = []
  const add = (x: number, y: number) => {
    if (x <= width && y <= height && y >= 0) drawn.push({ x, y })
  }
  const near = (y: number) => Math.min(2 * height, Math.max(-height, y))
  /** Places along the straight line between two places. */
  const along = (fromX: number, fromY: number, toX: number, toY: number) => {
    const [from, to] = [near(fromY), near(toY)]
    const long = Math.max(Math.abs(toX - fromX), Math.abs(to - from))
    const steps = Math.max(1, Math.ceil(long / STEP))
    for (let i = 0; i < steps; i++) add(fromX + ((toX - fromX) * i) / steps, from + ((to - from) * i) / steps)
  }
  const line = (points: PlacedPoint[], part: WastePart) => {
    for (let i = 1; i < points.length; i++)
      along(points[i - 1].x, points[i - 1].y[part], points[i].x, points[i].y[part])
  }
  for (const part of WASTE_PARTS) line(law, part)
  for (const { x, y, bars } of simulated) {
    for (const { low, high } of bars) along(x, low, x, high)
    for (const part of WASTE_PARTS) add(x, near(y[part]))
  }
  line(ghost, 'wastedPerHour')
  return drawn
}

/**
 * @param points of the line, or else the simulated ones
 * @param floor the smallest waste shown, per hour
 * @param drawn what the names must not lie on, from wasteDrawn
 * @param rules vertical lines through the plot, px
 * @param taken where other words and marks stand
 * @param named the parts that get a name, the most important first
 */
export function wasteLabels(
  points: PlacedPoint[],
  { width, height, floor }: Size & { floor: number },
  drawn: Place[],
  rules: number[],
  taken: Box[],
  named: readonly WastePart[]
): WasteLabel[] {
  const room = { left: 2, right: width + 12, top: 0, bottom: height - 1 }
  const boxes = [...taken]
  return named.flatMap((part) => {
    const own = points.filter(
      ({ x, y, waste }) =>
        x > 0 && x <= width && y[part] <= height && y[part] >= 0 && waste[part] > 1.6 * floor
    )
    const places = bestFirst(own, part)
    const others = WASTE_PARTS.filter((other) => other !== part)
    // One by one: most labels find their place at the first few.
    function* around(offsets: Spot[]): Generator<Spot> {
      for (const { x, y } of places) {
        for (const by of offsets) {
          const spot = { x: Math.round(x + by.x), y: Math.round(y[part] + by.y), anchor: by.anchor }
          const middle = spot.y - MIDDLE
          // Nearer to another line it would name that one.
          const far = Math.abs(middle - y[part])
          if (others.every((other) => Math.abs(middle - y[other]) >= far)) yield spot
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
function bestFirst(own: PlacedPoint[], part: WastePart): PlacedPoint[] {
  if (part === 'wastedPerHour') {
    const home = Math.round(0.12 * own.length)
    const far = (i: number) => Math.abs(i - home)
    return own
      .map((_, i) => i)
      .sort((a, b) => far(a) - far(b))
      .map((i) => own[i])
  }
  const below = ({ waste }: PlacedPoint) => waste.wastedPerHour / waste[part]
  return own.filter((at) => below(at) >= APART).sort((a, b) => below(b) - below(a))
}
