/** Finds a place for a label that is clear of what is drawn. */

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
  boxes: Box[]
}

/** Usual width of a letter, and its extent above and below the line; all over the size of the type. */
const WIDE = 0.5
const ABOVE = 0.85
const BELOW = 0.25
/** Free space around a label, px. */
const AIR = 3

/** The box of a label, estimated: no font is measured. */
export function boxOf({ x, y, anchor }: Spot, text: string, size = 12): Box {
  const width = WIDE * size * text.length
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - ABOVE * size, bottom: y + BELOW * size }
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right + 3 * AIR && b.left < a.right + 3 * AIR && a.top < b.bottom + AIR && b.top < a.bottom + AIR

function hits(box: Box, { rules, points, boxes }: Obstacles): number {
  const crossed = rules.filter((x) => x > box.left - AIR && x < box.right + AIR).length
  const covered = points.filter(
    ({ x, y }) => x > box.left - 1 && x < box.right + 1 && y > box.top - 1 && y < box.bottom + 1
  ).length
  // A mark or a rule through words is worse than a line that touches them.
  return 4 * crossed + 4 * boxes.filter((other) => overlap(box, other)).length + covered
}

/**
 * The first spot where the label lies on nothing, or on the least.
 * @param spots the best first
 * @param room what it must not leave
 * @returns null where it has no place in the room at all
 */
export function placeLabel(
  text: string,
  spots: Spot[],
  obstacles: Obstacles,
  room: Box,
  size = 12
): Spot | null {
  let best: Spot | null = null
  let fewest = Infinity
  for (const spot of spots) {
    const box = boxOf(spot, text, size)
    if (box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom)
      continue
    const count = hits(box, obstacles)
    if (count < fewest) [best, fewest] = [spot, count]
    if (fewest === 0) break
  }
  return best
}
