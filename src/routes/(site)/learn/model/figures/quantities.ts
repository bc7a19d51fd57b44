/** The quantities that a reader of /learn/model can move. */
import { atRate, inFull, inSeconds } from '$lib/text/words'
import type { Range } from './log-steps'

export interface Quantity extends Range {
  /** In words, and its symbol. */
  label: string
  symbol: string
  /** Written with its unit. */
  show: (value: number) => string
  whole?: boolean
}

const factors =
  (label: string, symbol: string, show: (value: number) => string = (value) => inFull(value)) =>
  (min: number, max: number): Quantity => ({ label, symbol, show, min, max, log: true })

export const knob = factors('knob', 'β')
export const requestRate = factors('requests', 'r', atRate)
export const rebuildTimeFactor = factors('rebuild time', 'Δ', (value) => inSeconds(value))
export const requestsInRebuild = factors('requests in a rebuild', 'rΔ')
export const rebuildsInLifetime = factors('rebuilds in a lifetime', 'T/Δ')
export const frontBeta = factors('the line in front', 'β')
export const coalescing = (min: number, max: number): Quantity => ({
  ...factors('coalescing processes', 'P')(min, max),
  whole: true
})
export const timeLeft = (max: number): Quantity => ({
  label: 'time left',
  symbol: 'h',
  show: (value) => inSeconds(value),
  min: 0,
  max
})
