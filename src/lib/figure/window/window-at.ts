/** The window at one β as a curve, for a figure that is drawn anew in every frame. */
import { type Model, firstTrigger, gapQuantile } from '#core'
import { lawCurve, upTo, type WindowCurve } from './window-data'

/** @param reach of the figure, s before expiry */
export function windowAt(model: Model, beta: number, reach: number): WindowCurve {
  const law = firstTrigger({ ...model, beta })
  if (law.earlyShare === 0) return { law: [], tooLate: [], mean: null, low: null, high: null }
  const end = Math.min(reach, model.ttl)
  const late = Math.min(model.delta, end)
  const { points } = lawCurve(law, end, [late])
  return {
    law: points,
    tooLate: upTo(points, late),
    mean: Math.min(model.ttl, law.meanGapOrZero / law.earlyShare),
    low: gapQuantile(law, 0.05),
    high: gapQuantile(law, 0.95)
  }
}
