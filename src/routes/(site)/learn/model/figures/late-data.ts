/** Late refreshes against the requests that come during a rebuild, at several β. */
import type { Point } from '$lib/chart/Line.svelte'
import { firstTrigger, logGrid } from '#core'
import { fewestRequests, leastBeta } from './laws'
import { keyWith } from './models'

/** rΔ, from hopeless to safe. */
export const HEATS: [number, number] = [0.01, 1000]
/** β drawn for comparison. */
export const LATE_BETAS = [0.5, 1, 2, 4]
/** The late share that is asked for. */
export const ALLOWED = 0.001

export interface LateData {
  curves: { beta: number; points: Point[] }[]
  /** The curve of the chosen β. */
  chosen: Point[]
  lateShare: number
  /** The smallest β that keeps this key's late share at ALLOWED; null when none does. */
  least: number | null
  /** Requests in a lifetime less a rebuild, and the fewest with which any β can do. */
  requests: number
  fewest: number
}

const lateAt = (beta: number, heat: number) => firstTrigger(keyWith(beta, heat)).lateShare
const curve = (beta: number) => logGrid(...HEATS, 100).map((x) => ({ x, y: lateAt(beta, x) }))

/** The curves for comparison do not move. */
const curves = LATE_BETAS.map((beta) => ({ beta, points: curve(beta) }))

export function lateData(beta: number, heat: number): LateData {
  const key = keyWith(beta, heat)
  return {
    curves,
    chosen: curve(beta),
    lateShare: lateAt(beta, heat),
    least: leastBeta(key, ALLOWED),
    requests: key.rate * (key.ttl - key.delta),
    fewest: fewestRequests(ALLOWED)
  }
}
