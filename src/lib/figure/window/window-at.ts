/** The window at one β as a curve, for a figure that is drawn anew in every frame. */
import type { Point } from '$lib/chart/marks/Line.svelte'
import { type Model, firstTrigger, gapDensity, gapQuantile } from '#core'
import type { WindowCurve } from './window-data'

const POINTS = 96

/** @param reach of the figure, s before expiry */
export function windowAt(model: Model, beta: number, reach: number): WindowCurve {
  const law = firstTrigger({ ...model, beta })
  if (law.earlyShare === 0) return { law: [], tooLate: [], mean: null, low: null, high: null }
  // The window of a hot key is narrow, so the points lie inside it and not evenly over the figure.
  const from = gapQuantile(law, 0.0005)!
  const end = Math.min(reach, model.ttl)
  const to = Math.min(end, gapQuantile(law, 0.9999)!)
  const places = [0, ...spaced(Math.min(from, to), to), end]
  const top = Math.max(...places.map((gap) => gapDensity(law, gap)))
  const point = (x: number): Point => ({ x, y: top > 0 ? gapDensity(law, x) / top : 0 })
  return {
    law: places.map(point),
    tooLate: spaced(0, Math.min(model.delta, end)).map(point),
    mean: Math.min(model.ttl, law.meanGapOrZero / law.earlyShare),
    low: gapQuantile(law, 0.05),
    high: gapQuantile(law, 0.95)
  }
}

const spaced = (from: number, to: number) =>
  Array.from({ length: POINTS + 1 }, (_, i) => from + ((to - from) * i) / POINTS)
