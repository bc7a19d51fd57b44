/** Which β to choose, against how hot the key is: with a lock and without. */
import type { Point } from '$lib/chart/marks/Line.svelte'
import { keyStyle } from '$lib/figure/palette'
import { inFull, perHour } from '$lib/text/words'
import { hourly, logGrid, settles, valueOnLogScale } from '#core'
import { leastBeta } from './laws'
import { ALLOWED } from './late-figure'
import { keyWith, TTL } from '../figures/keys'
import { clamp, heatAxis, logAxis, words, type Axis, type PlotArea, type PlotData } from '../figures/plot'

export const BETAS: [number, number] = [0.1, 100]
/** rΔ of keys that are warm to hot. */
export const WARM: [number, number] = [1, 10_000]

interface WhichData {
  /** Wasted rebuilds an hour against β, for the chosen key. */
  none: Point[]
  lock: Point[]
  /** Without coordination: the β with the fewest rebuilds, and the smallest that protects. */
  best: Point
  least: Point | null
  /** The smallest β that protects, on the line of the lock. */
  leastLocked: Point | null
  /** Wasted an hour at β = 1, without coordination and with a lock. */
  atOne: { none: number; lock: number }
}

/** @param rebuilds T/Δ: rebuild times in a lifetime */
const key = (beta: number, heat: number, rebuilds: number, lock = false) =>
  keyWith(beta, heat, { delta: TTL / rebuilds, coordination: lock ? 'lock' : 'none' })

const wasted = (beta: number, heat: number, rebuilds: number, lock = false) =>
  hourly(key(beta, heat, rebuilds, lock)).wastedPerHour

/** The β with the fewest rebuilds an hour without coordination, among those that settle. */
export function bestBeta(heat: number, rebuilds: number): number {
  const grid = logGrid(...BETAS, 45).filter((beta) => settles(key(beta, heat, rebuilds)))
  const cost = grid.map((beta) => wasted(beta, heat, rebuilds))
  const at = cost.indexOf(Math.min(...cost))
  let [low, high] = [grid[Math.max(0, at - 1)], grid[Math.min(grid.length - 1, at + 1)]]
  for (let i = 0; i < 10; i++) {
    const [a, b] = [1 / 3, 2 / 3].map((share) => valueOnLogScale(low, high, share))
    if (wasted(a, heat, rebuilds) < wasted(b, heat, rebuilds)) high = b
    else low = a
  }
  return Math.sqrt(low * high)
}

export function whichData(heat: number, rebuilds: number): WhichData {
  const sweep = logGrid(...BETAS, 60)
  const settled = (lock: boolean) =>
    sweep.filter((beta) => settles(key(beta, heat, rebuilds, lock)) && beta * heat > 1e-9)
  const line = (lock: boolean) => settled(lock).map((x) => ({ x, y: wasted(x, heat, rebuilds, lock) }))
  const at = (beta: number | null, lock: boolean) =>
    beta === null ? null : { x: beta, y: wasted(beta, heat, rebuilds, lock) }
  const least = leastBeta(key(1, heat, rebuilds), ALLOWED)
  return {
    none: line(false),
    lock: line(true),
    best: at(bestBeta(heat, rebuilds), false)!,
    least: at(least, false),
    leastLocked: at(least, true),
    atOne: { none: wasted(1, heat, rebuilds), lock: wasted(1, heat, rebuilds, true) }
  }
}

const none = keyStyle(0).color
const lock = keyStyle(1).color
const quiet = { fill: 'var(--muted)', weight: 400 }
const WASTE: Axis = logAxis(0.1, 10_000)

/** Wasted rebuilds of one key against β: a valley without coordination, a slope with a lock. */
export function whichPlot(data: WhichData): PlotData {
  const [low] = WASTE.domain
  const inPlot = (points: Point[]) => points.filter(({ y }) => y > low / 3)
  const lines = { none: inPlot(data.none), lock: inPlot(data.lock) }
  const place = (point: Point | null, { x, y, height }: PlotArea) =>
    point && point.x <= BETAS[1]
      ? { x: x(Math.max(BETAS[0], point.x)), y: clamp(y(point.y), 0, height) }
      : null
  const nameAt = (points: Point[], share: number, { x, y }: PlotArea) => {
    const point = points[Math.floor(share * points.length)]
    return point ? { x: x(point.x), y: y(point.y) } : null
  }
  return {
    label: `Wasted rebuilds an hour against β. Without coordination they are fewest at β = ${inFull(data.best.x)}: ${perHour(data.best.y)}; with a lock they only rise${
      data.leastLocked
        ? `, and the smallest β that protects is ${inFull(data.leastLocked.x)}: ${perHour(data.leastLocked.y)}`
        : ''
    }`,
    height: 200,
    margin: { top: 20, right: 14, bottom: 42, left: 46 },
    x: {
      domain: BETAS,
      log: true,
      ticks: [0.1, 0.3, 1, 3, 10, 30, 100],
      format: (value) => inFull(value),
      title: 'β'
    },
    y: WASTE,
    marks: (plot) => {
      const { width, height } = plot
      const best = place(data.best, plot)!
      const least = place(data.least, plot)
      const locked = place(data.leastLocked, plot)
      const nameNone = nameAt(lines.none, 0.28, plot)
      const nameLock = nameAt(lines.lock, 0.72, plot)
      const toTheLeft = locked !== null && locked.x > width - 130
      return [
        least && { path: { d: `M0,0H${least.x}V${height}H0z`, fill: 'var(--line)', opacity: 0.5 } },
        least &&
          words('too late', Math.max(4, least.x - 6), 13, {
            anchor: least.x > 70 ? 'end' : 'start',
            ...quiet
          }),
        { line: { points: lines.none, stroke: none, width: 2.2 }, clipped: true },
        { line: { points: lines.lock, stroke: lock, width: 2.2, dash: '6 3' }, clipped: true },
        { point: { ...best, r: 5, fill: none } },
        words(`fewest: β = ${inFull(data.best.x, 2)}`, best.x, best.y - 11, { anchor: 'middle', fill: none }),
        locked && { point: { ...locked, r: 5, fill: lock } },
        locked &&
          words(
            `smallest that protects: ${inFull(data.leastLocked!.x, 2)}`,
            locked.x + (toTheLeft ? -9 : 9),
            Math.min(height - 6, locked.y + 15),
            { anchor: toTheLeft ? 'end' : 'start', fill: lock }
          ),
        nameLock && words('with a lock', nameLock.x + 6, nameLock.y + 16, { fill: lock }),
        nameNone && words('no coordination', nameNone.x + 8, Math.max(14, nameNone.y - 4), { fill: none })
      ]
    }
  }
}

interface AdviceData {
  /** Without coordination: the β with the fewest rebuilds. */
  best: Point[]
  /** The smallest β that keeps late refreshes at ALLOWED: the best with a lock. */
  least: Point[]
}

/** Both answers against rΔ. */
export function adviceData(rebuilds: number): AdviceData {
  const heats = logGrid(...WARM, 24)
  return {
    best: heats.map((x) => ({ x, y: bestBeta(x, rebuilds) })),
    least: heats.map((x) => ({ x, y: leastBeta(key(1, x, rebuilds), ALLOWED) ?? NaN }))
  }
}

/** Which β to want against how hot a key is, with a lock and without. */
export function advicePlot({ best, least }: AdviceData): PlotData {
  const at = (points: Point[], share: number) => points[Math.round(share * (points.length - 1))]
  const ends = (points: Point[]) => [0, 1].map((share) => inFull(at(points, share).y, 2))
  const [bestFrom, bestTo] = ends(best)
  const [leastFrom, leastTo] = ends(least)
  return {
    label: `The β to want against the requests in a rebuild time: without coordination the fewest rebuilds lie at β from ${bestFrom} to ${bestTo}; with a lock the smallest β that protects falls from ${leastFrom} to ${leastTo}`,
    height: 170,
    margin: { top: 12, right: 16, bottom: 42, left: 34 },
    x: heatAxis(WARM),
    y: logAxis(0.1, 100),
    marks: ({ x, y, width }) => {
      const [nameBest, nameLeast] = [at(best, 0.6), at(least, 0.62)]
      return [
        { path: { d: `M0,${y(1)}H${width}`, stroke: 'var(--muted)', 'stroke-dasharray': '3 3' } },
        words('the default, β = 1', width, y(1) - 5, { anchor: 'end', ...quiet }),
        { line: { points: best, stroke: none, width: 2.2 } },
        { line: { points: least, stroke: lock, width: 2.2, dash: '6 3' } },
        words('no coordination: fewest rebuilds', x(nameBest.x), y(nameBest.y) - 9, {
          anchor: 'middle',
          fill: none
        }),
        words('lock: smallest that protects', x(nameLeast.x) - 8, y(nameLeast.y) + 15, {
          anchor: 'end',
          fill: lock
        })
      ]
    }
  }
}
