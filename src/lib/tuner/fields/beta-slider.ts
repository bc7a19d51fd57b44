/** The β slider's travel: zero at its left stop, then β from 0.1 to 100 on a logarithmic way. */
import { log, pow } from '#core'

export const STOPS = 600
const ZERO = 48
const LOW = 0.1
const HIGH = 100

/** β at a whole step of the slider, to three digits so that links stay short. */
export function betaAt(step: number): number {
  if (step < ZERO / 2) return 0
  const share = Math.max(0, (step - ZERO) / (STOPS - ZERO))
  return Number((LOW * pow(HIGH / LOW, share)).toPrecision(share < 1e-9 ? 1 : 3))
}

/** The step nearest to a β; the ends for those beyond. */
export function stepOf(beta: number): number {
  if (beta <= 0) return 0
  const share = log(beta / LOW) / log(HIGH / LOW)
  return Math.round(ZERO + Math.min(1, Math.max(0, share)) * (STOPS - ZERO))
}

/** Where the scale beside the slider is marked. */
export const BETA_MARKS = [0, 0.1, 0.3, 1, 3, 10, 30, 100]
/** Position of a mark on the track, 0 to 1. */
export const markPosition = (beta: number) => stepOf(beta) / STOPS
