/** How dots are stacked, px: as large as the highest stack allows, and several abreast where they would be smaller alone. */

interface Grain {
  /** From one dot to the next. */
  size: number
  /** How many stand side by side in a column. */
  abreast: number
}

/** No dot needs to be larger. */
const LARGEST = 9

/**
 * The largest dots with which the fullest column still fits.
 * @param most dots in one column
 */
export function grainFor(most: number, width: number, height: number): Grain {
  let best: Grain = { size: 0, abreast: 1 }
  for (let abreast = 1; abreast <= Math.max(1, most); abreast++) {
    const size = Math.min(LARGEST, width / abreast, height / Math.ceil(most / abreast))
    if (size > best.size + 1e-9) best = { size, abreast }
  }
  return best
}

/**
 * The middles of the dots of one column, from the bottom up.
 * @param middle of the column
 * @param bottom on which they stand
 */
export function stack(count: number, { size, abreast }: Grain, middle: number, bottom: number) {
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / abreast)
    // A dot above a full row stands right above another one; the dots of a row that is not full stand in the middle.
    const inRow = count < abreast ? count : abreast
    const shift = row === 0 ? 0 : Math.floor((abreast - Math.min(abreast, count - row * abreast)) / 2)
    return {
      x: middle + (i - row * abreast + shift - (inRow - 1) / 2) * size,
      y: bottom - (row + 0.5) * size
    }
  })
}

/** An outline begins with an absolute place and goes on relative to it. */
const OUTLINE = /^M([\d.]+) ([\d.]+)(.*)$/
const BOX = 12
const round = (px: number) => Math.round(px * 100) / 100

/**
 * One path of many marks, in units of a mark's box of 12 by 12. Draw it scaled by size/12.
 * @param size side of a mark, px
 * @param shape an outline of the palette
 */
export function marks(shape: string, places: { x: number; y: number }[], size: number): string {
  const [, left, top, rest] = OUTLINE.exec(shape)!
  const scale = BOX / size
  return places
    .map(
      ({ x, y }) =>
        `M${round(x * scale - BOX / 2 + Number(left))} ${round(y * scale - BOX / 2 + Number(top))}${rest}`
    )
    .join('')
}
