/** Which β an operator should want, against how hot the key is: with a lock and without. */
import type { Point } from '$lib/chart/Line.svelte'
import { geometricMean, hourly, logGrid, settles, valueOnLogScale } from '#core'
import { leastBeta } from './laws'
import { ALLOWED } from './late-data'
import { keyWith, TTL } from './models'

export const BETAS: [number, number] = [0.1, 100]
export const WARM: [number, number] = [1, 10_000]

export interface WhichData {
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
  return geometricMean(low, high)
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

export interface AdviceData {
  /** Without coordination: the β with the fewest rebuilds. */
  best: Point[]
  /** The smallest β that keeps late refreshes at ALLOWED: all that a lock asks for. */
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
