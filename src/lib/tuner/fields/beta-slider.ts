/** The stops of the β slider: 0 at its left end, then a gap, then β from 0.1 to 100 by equal factors. */
import { logStops } from '$lib/figure/log-stops'

export const STOPS = 600
/** Stops between 0 and the least β above it. */
const GAP = 48
const positive = logStops([0.1, 100], STOPS - GAP, 3)

/** β at a stop; in the gap, whichever of its ends is nearer. */
export const betaAt = (stop: number) => (stop < GAP / 2 ? 0 : positive.at(stop - GAP))

/** The stop nearest to a β; the ends for those beyond. */
export const stopOf = (beta: number) => (beta <= 0 ? 0 : GAP + positive.stopOf(beta))

/** The marks of the scale below the slider. */
export const BETA_MARKS = [0, 0.1, 0.3, 1, 3, 10, 30, 100]
/** Position of a mark on the track, 0 to 1. */
export const markPosition = (beta: number) => stopOf(beta) / STOPS
