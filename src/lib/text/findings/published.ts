/** How our runs compare with published ones. */
import { inFull } from '../words'

interface ComparedRun {
  /** Rebuilds an hour: as published, and between which 95 of 100 simulated runs of the same length lie. */
  published: number
  low: number
  high: number
}

/** @param runs in how many simulated runs each */
export function publishedFinding(compared: readonly ComparedRun[], runs: number): string {
  const inside = compared.filter(({ published, low, high }) => published >= low && published <= high).length
  const [all, agree] =
    inside === compared.length ? [`All ${inFull(inside)}`, 'lie'] : [`${inside} of ${compared.length}`, 'lie']
  return `${all} published counts ${agree} where 95${'\u202f'}% of ${inFull(runs)} simulated runs of the same length do.`
}
