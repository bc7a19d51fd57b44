/** A slider's whole steps over a range, evenly or by factors. */
import { logStops } from '$lib/figure/log-stops'

export interface Range {
  min: number
  max: number
  /** By factors: as far from 1 to 10 as from 10 to 100. */
  log?: boolean
}

export const STEPS = 200

/** The value at a step, to three digits so that it can be said. */
export function valueAt(step: number, { min, max, log = false }: Range): number {
  if (log) return logStops([min, max], STEPS, 3).at(step)
  return Number((min + (max - min) * (step / STEPS)).toPrecision(3))
}

/** The step nearest to a value; the ends for those beyond. */
export function stepOf(value: number, { min, max, log = false }: Range): number {
  if (log) return logStops([min, max], STEPS, 3).stopOf(value)
  return Math.round(STEPS * Math.min(1, Math.max(0, (value - min) / (max - min))))
}
