/** A defence with its figures. */
import type { Defence } from './defences'
import type { Measures, SimulatedMeasures } from './measures'

/** A limit that a defence does not keep; `settle` where its refreshes run into each other. */
export type Limit = 'late' | 'give' | 'origin' | 'settle'

export interface Row extends Defence {
  law: Measures | null
  simulated: SimulatedMeasures | null
  /** What the defence is judged by: its law, else its simulation; null while there is neither. */
  judged: Measures | null
  /** The oldest value that a request may get, s since it was written; null where there is no such defence. */
  oldest: number | null
  /** Whether it is the scenario as it is. */
  yours: boolean
  /** Limits that it does not keep, as far as its figures are known. */
  breaks: Limit[]
}
