/** The closed form as another program evaluated it to 30 digits. The tests in tests/statistics read it through this file too. */
import type { Coordination, FigureKey, Model } from '#core'
import json from '../../../../../../tests/statistics/oracle/closed-form.json'

/** Decimal text: 17 digits for the closed figures, 10 for those that need a quadrature. */
export type ReferencePoint = Record<string, string | number | null | undefined>
export const points = json as ReferencePoint[]

export const modelOfPoint = (point: ReferencePoint): Model => ({
  ttl: Number(point.ttl),
  delta: Number(point.delta),
  deltaCv: 0,
  rate: Number(point.rate),
  beta: Number(point.beta),
  coordination: (point.coordination ?? 'none') as Coordination,
  processes: Number(point.processes ?? 1),
  resolution: 0,
  arrivals: { kind: 'poisson' }
})

/** Printed to 17 digits. */
export const EXACT_FIGURES: FigureKey[] = [
  'earlyShare',
  'lateShare',
  'gapMean',
  'gapP05',
  'gapP50',
  'gapP95',
  'duplicatesMean'
]
/** Printed to 10 digits. */
export const INTEGRATED: FigureKey[] = ['cycleSeconds', 'rebuildsPerHour', 'neededPerHour', 'wastedPerHour']
