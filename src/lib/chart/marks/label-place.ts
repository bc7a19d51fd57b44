/** Finds a place for a label that is clear of what is drawn. No label ever lies on another. */
import { textWidth } from './text-width'

export interface Spot {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** What a label must not lie on, px. */
interface Obstacles {
  /** Vertical lines through the whole plot. */
  rules: number[]
  points: { x: number; y: number }[]
  /** Other words and marks: a label that would touch one has no place. */
  boxes: Box[]
}

/** The type of a label. */
export interface Type {
  /** px. */
  size?: number
  weight?: number
}

/** Extent of letters above and below the line, over the size of the type. */
const ABOVE = 0.95
const BELOW = 0.25
/** Free space around a label, px. */
const AIR = 2

/** The box of a label, estimated: no font is measured. */
export const boxOf = (spot: Spot, text: string, { size = 12, weight }: Type = {}): Box =>
  boxAround(spot, textWidth(text, size, weight), size)

function boxAround({ x, y, anchor }: Spot, width: number, size: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - ABOVE * size, bottom: y + BELOW * size }
}

export const overlap = (a: Box, b: Box) =>
  a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom && b.top < a.bottom

/** @param most the count may stop there */
function hits(box: Box, { rules, points }: Obstacles, most: number): number {
  // A rule through words is worse than a line that touches them.
  let count = 4 * rules.filter((x) => x > box.left - AIR && x < box.right + AIR).length
  for (let i = 0; i < points.length && count < most; i++) {
    const { x, y } = points[i]
    if (x > box.left - 1 && x < box.right + 1 && y > box.top - 1 && y < box.bottom + 1) count++
  }
  return count
}

/**
 * The first spot where the label lies on nothing, or on the fewest lines.
 * @param spots the best first
 * @param room what it must not leave
 * @param most it may lie on so many points
 * @returns null where every spot leaves the room, lies on a box or on too many points
 */
export function placeLabel(
  text: string,
  spots: Iterable<Spot>,
  obstacles: Obstacles,
  room: Box,
  type: Type = {},
  most = Infinity
): Spot | null {
  const { size = 12, weight } = type
  const width = textWidth(text, size, weight)
  let best: Spot | null = null
  let fewest = most + 1
  for (const spot of spots) {
    const box = boxAround(spot, width, size)
    if (box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom)
      continue
    if (obstacles.boxes.some((other) => overlap(box, other))) continue
    const count = hits(box, obstacles, fewest)
    if (count < fewest) [best, fewest] = [spot, count]
    if (fewest === 0) break
  }
  return best
}

/** The spot, moved sideways so far that the label stays between two sides. */
export function between(spot: Spot, text: string, left: number, right: number, type: Type = {}): Spot {
  const box = boxOf(spot, text, type)
  const over = Math.max(0, left - box.left) - Math.max(0, box.right - right)
  return over === 0 ? spot : { ...spot, x: Math.round((spot.x + over) * 10) / 10 }
}

/** Which of some labels are drawn: each that lies on none before it. */
export function apart<L extends { box: Box }>(labels: readonly L[]): L[] {
  const kept: L[] = []
  for (const label of labels) if (!kept.some(({ box }) => overlap(box, label.box))) kept.push(label)
  return kept
}
