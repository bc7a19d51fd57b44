/** Where the words of a plot stand: at their own place, or the nearest that is free. Those without a place are left out. */
import { boxOf, placeLabel, type Box, type Spot } from '$lib/chart/marks/label-place'
import type { PlotText } from './plot'

/** From a line of text to the next, px. */
const LINE = 15

/** @param room what the words must not leave, px of the plot */
export function placedWords(words: PlotText[], room: Box): (PlotText & Spot)[] {
  const boxes: Box[] = []
  const placed = new Map<PlotText, Spot>()
  // What is bold is what the figure is about.
  const order = [...words].sort((a, b) => (b.weight ?? 600) - (a.weight ?? 600))
  for (const one of order) {
    const { text, x, y, anchor = 'start', weight = 600 } = one
    const own = boxOf({ x, y, anchor }, text, { weight })
    const inside = x + Math.max(0, room.left - own.left + 1) - Math.max(0, own.right - room.right + 1)
    const heights = [0, -1, 1, -2, 2, -3, 3].map((lines) => y + lines * LINE)
    const spots = heights.flatMap((y): Spot[] => [
      { x: inside, y, anchor },
      ...(anchor === 'middle' ? [] : [{ x: x + (anchor === 'start' ? -14 : 14), y, anchor: flipped(anchor) }])
    ])
    const spot = placeLabel(text, spots, { rules: [], points: [], boxes }, room, { weight })
    if (!spot) continue
    boxes.push(boxOf(spot, text, { weight }))
    placed.set(one, spot)
  }
  return words.flatMap((one) => {
    const spot = placed.get(one)
    return spot ? [{ ...one, ...spot }] : []
  })
}

const flipped = (anchor: 'start' | 'end'): Spot['anchor'] => (anchor === 'start' ? 'end' : 'start')
