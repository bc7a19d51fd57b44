import type { Arrivals } from './scenario'

export type Bursts = Extract<Arrivals, { kind: 'burst' }>

/** Rates of requests in the two phases of bursts, 1/s. */
export interface PhaseRates {
  peak: number
  quiet: number
}

/** The rates of both phases. @param rate the mean over both, 1/s */
export function phaseRates(rate: number, { on, off, ratio = Infinity }: Bursts): PhaseRates {
  if (ratio === Infinity) return { peak: (rate * (on + off)) / on, quiet: 0 }
  const quiet = (rate * (on + off)) / (ratio * on + off)
  return { peak: ratio * quiet, quiet }
}

/** The mean rate of requests over both phases, 1/s. */
export const meanRate = ({ peak, quiet }: PhaseRates, { on, off }: Bursts): number =>
  (peak * on + quiet * off) / (on + off)

/** The same phases with the ratio of these rates; a quiet rate of 0 leaves it out. */
export function withRates({ kind, on, off }: Bursts, { peak, quiet }: PhaseRates): Bursts {
  return quiet > 0 ? { kind, on, off, ratio: peak / quiet } : { kind, on, off }
}
