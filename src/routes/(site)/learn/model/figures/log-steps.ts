/** A slider's whole steps over a range, evenly or by factors. */
import { positionOnLogScale, valueOnLogScale } from '#core'

export interface Range {
  min: number
  max: number
  /** By factors: as far from 1 to 10 as from 10 to 100. */
  log?: boolean
}

export const STEPS = 200

/** The value at a step, to three digits so that it can be said. */
export function valueAt(step: number, { min, max, log = false }: Range): number {
  const share = step / STEPS
  const value = log ? valueOnLogScale(min, max, share) : min + (max - min) * share
  return Number(value.toPrecision(3))
}

/** The step nearest to a value; the ends for those beyond. */
export function stepOf(value: number, { min, max, log = false }: Range): number {
  const share = log ? positionOnLogScale(min, max, Math.max(value, min)) : (value - min) / (max - min)
  return Math.round(STEPS * Math.min(1, Math.max(0, share)))
}
