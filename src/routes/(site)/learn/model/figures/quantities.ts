/** The quantities that a reader of /learn/model can move. */
import { logStops } from '$lib/figure/log-stops'
import { atRate, inFull, inSeconds } from '$lib/text/words'

/** The last stop of a slider. */
const STOPS = 200

/** A quantity, and the stops of its slider. */
export interface Quantity extends ReturnType<typeof logStops> {
  /** In words, and its symbol. */
  label: string
  symbol: string
  /** Written with its unit. */
  show: (value: number) => string
}

const factors =
  (label: string, symbol: string, show: (value: number) => string = (value) => inFull(value)) =>
  (min: number, max: number): Quantity => ({ label, symbol, show, ...logStops([min, max], STOPS, 3) })

export const knob = factors('knob', 'β')
export const requestRate = factors('requests', 'r', atRate)
export const rebuildTimeFactor = factors('rebuild time', 'Δ', (value) => inSeconds(value))
export const requestsInRebuild = factors('requests in a rebuild', 'rΔ')
export const rebuildsInLifetime = factors('rebuilds in a lifetime', 'T/Δ')
export const frontBeta = factors('the line in front', 'β')
export function coalescing(min: number, max: number): Quantity {
  const { at, ...factor } = factors('coalescing processes', 'P')(min, max)
  return { ...factor, at: (stop) => Math.round(at(stop)) }
}
/** By equal steps, from 0. */
export const timeLeft = (max: number): Quantity => ({
  label: 'time left',
  symbol: 'h',
  show: (value) => inSeconds(value),
  stops: STOPS,
  at: (stop) => Number((max * (stop / STOPS)).toPrecision(3)),
  stopOf: (value) => Math.round(STOPS * Math.min(1, Math.max(0, value / max)))
})
