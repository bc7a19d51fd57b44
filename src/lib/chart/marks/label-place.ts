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
export function boxOf({ x, y, anchor }: Spot, text: string, { size = 12, weight }: Type = {}): Box {
  const width = textWidth(text, size, weight)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - ABOVE * size, bottom: y + BELOW * size }
}

export const overlap = (a: Box, b: Box) =>
  a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom && b.top < a.bottom

function hits(box: Box, { rules, points }: Obstacles): number {
  const crossed = rules.filter((x) => x > box.left - AIR && x < box.right + AIR).length
  let covered = 0
  for (const { x, y } of points)
    if (x > box.left - 1 && x < box.right + 1 && y > box.top - 1 && y < box.bottom + 1) covered++
  // A rule through words is worse than a line that touches them.
  return 4 * crossed + covered
}

/**
 * The first spot where the label lies on nothing, or on the fewest lines.
 * @param spots the best first
 * @param room what it must not leave
 * @returns null where every spot leaves the room or lies on a box
 */
export function placeLabel(
  text: string,
  spots: Spot[],
  obstacles: Obstacles,
  room: Box,
  type: Type = {}
): Spot | null {
  let best: Spot | null = null
  let fewest = Infinity
  for (const spot of spots) {
    const box = boxOf(spot, text, type)
    if (box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom)
      continue
    if (obstacles.boxes.some((other) => overlap(box, other))) continue
    const count = hits(box, obstacles)
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
