/** Where the words of the map stand: the names of the keys first, then of the lines, then of the areas of waste. */
import type { Scale } from '$lib/chart/context'
import { boxOf, placeLabel, type Box, type Spot, type Type } from '$lib/chart/marks/label-place'
import { asPercent, inFull, THIN } from '$lib/text/words'
import { keyStyle } from '../palette'
import { heightAt, type RegimeData, type RegimeKey, type RegimePoint } from './map-data'

export interface MapLabel extends Spot {
  text: string
  fill: string
  weight: number
}

interface MapPlot {
  x: Scale
  y: Scale
  /** Of the plot, px, and how far words may go beyond its right side. */
  width: number
  height: number
  right: number
  /** Half the size of a key’s mark with its arrows, and from its middle to a word beside it, px. */
  reach: number
  aside: number
}

/** Shares of the width at which a contour may carry its name, the best first. */
const ACROSS = [0.9, 0.82, 0.74, 0.66, 0.58, 0.5, 0.96]
/** Shares of the height for the names of the late lines. */
const DOWN = [0.93, 0.84, 0.75, 0.66, 0.57, 0.48, 0.39]
/** From a line of text to the next, px. */
const LINE = 14

/** Above and below a mark, so many lines away. */
const ROWS = [-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6]

/** Where the edge of an area crosses a vertical line, px from the top, the lowest first. */
function crossings(rings: RegimePoint[][], at: number, { x, y }: MapPlot): number[] {
  const found: number[] = []
  for (const ring of rings)
    ring.forEach((to, i) => {
      const from = ring[(i + ring.length - 1) % ring.length]
      const [a, b] = [x(from.x) - at, x(to.x) - at]
      if (a > 0 !== b > 0) found.push(y(from.y) + ((y(to.y) - y(from.y)) * a) / (a - b))
    })
  return found.sort((a, b) => b - a)
}

export function mapLabels(map: RegimeData, keys: RegimeKey[], plot: MapPlot): MapLabel[] {
  const { x, y, width, height, right, reach, aside } = plot
  const labels: MapLabel[] = []
  const [lowest, highest] = map.y
  const marks = keys.map((key) => ({
    key,
    px: x(key.x),
    py: y(Math.min(highest, Math.max(lowest, key.y)))
  }))
  const boxes: Box[] = marks.map(({ px, py }) => ({
    left: px - reach,
    right: px + reach,
    top: py - reach,
    bottom: py + reach
  }))
  const rules = marks.map(({ px }) => px)
  const room = { left: 2, right: width + right, top: 0, bottom: height - 2 }
  function put(text: string, spots: Spot[], fill: string, type: Type, avoided: number[], within: Box): void {
    const spot = placeLabel(text, spots, { rules: avoided, points: [], boxes }, within, type)
    if (!spot) return
    boxes.push(boxOf(spot, text, type))
    labels.push({ ...spot, text, fill, weight: type.weight ?? 400 })
  }

  for (const { key, px, py } of marks) {
    const text = `${key.name}${key.y < lowest ? ', below' : key.y > highest ? ', above' : ''}`
    const rows = ROWS.flatMap((row): Spot[] => {
      const at = py + 4 + Math.sign(row) * (reach - LINE / 2) + row * LINE
      return [
        { x: px, y: at, anchor: 'middle' },
        { x: px - 6, y: at, anchor: 'start' },
        { x: px + 6, y: at, anchor: 'end' }
      ]
    })
    const spots: Spot[] = [
      { x: px + aside, y: py + 4, anchor: 'start' },
      { x: px - aside, y: py + 4, anchor: 'end' },
      ...rows
    ]
    put(text, spots, keyStyle(key.index).color, { weight: 650 }, [], room)
  }
  const inside = { ...room, right: width - 2 }
  map.late.forEach(({ level, line }, i) => {
    const spots = [...DOWN.slice(i), ...DOWN.slice(0, i)].flatMap((share): Spot[] => {
      const at = line.find((point) => y(point.y) >= (1 - share) * height)
      return at ? [{ x: x(at.x) - 4, y: y(at.y), anchor: 'end' }] : []
    })
    put(`${asPercent(level)} late`, spots, 'var(--bad)', {}, rules, inside)
  })
  if (map.band.length > 1) {
    const high = map.band.map((point) => ({ x: point.x, y: Math.min(map.y[1], point.high) }))
    const spots = [0.55, 0.45, 0.65, 0.35, 0.75, 0.85].flatMap((share): Spot[] => {
      const { x: at } = map.band[Math.floor(share * (map.band.length - 1))]
      return [{ x: x(at), y: y(heightAt(high, at)!) + 15, anchor: 'middle' }]
    })
    put('within your limits', spots, 'var(--key-2)', {}, rules, inside)
  }
  const settled = (at: number, py: number) => {
    const limit = map.unsettled.find((point) => x(point.x) >= at)
    return !limit || py > y(limit.y) + 6
  }
  for (const { level, rings } of map.waste) {
    const columns = ACROSS.map((share) => {
      const at = share * width
      return {
        at,
        found: crossings(rings, at, plot).filter((py) => py > 8 && py < height - 8 && settled(at, py))
      }
    })
    const branches = Math.max(...columns.map(({ found }) => found.length))
    for (let branch = 0; branch < branches; branch++) {
      const spots = columns.flatMap(({ at, found }): Spot[] =>
        found.length > branch
          ? [{ x: Math.round(at), y: Math.round(found[branch]) + 4, anchor: 'middle' }]
          : []
      )
      put(`${inFull(100 * level)}${THIN}%`, spots, 'var(--ink)', {}, rules, inside)
    }
  }
  return labels
}
