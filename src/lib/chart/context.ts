/** What parts of a page learn from those around them: a mark its chart, a control who waits for a change to rest. */
import { getContext, setContext } from 'svelte'

/** From data to pixels. */
export type Scale = (value: number) => number

interface ChartContext {
  readonly x: Scale
  readonly y: Scale
  /** Of the plot, without margins, px. */
  readonly width: number
  readonly height: number
  /** The whole drawing, with its margins, px: what lies over it is placed by shares of these. */
  readonly outer: { width: number; height: number; left: number; top: number }
}

const KEY = Symbol('chart')

export const setChart = (chart: ChartContext) => setContext(KEY, chart)
export const getChart = () => getContext<ChartContext>(KEY)

const STRETCH = Symbol('stretch')

/** Charts inside take the width that there is, and keep their height. */
export const provideStretch = () => void setContext(STRETCH, true)
export const isStretched = () => getContext<boolean | undefined>(STRETCH) ?? false

const REST = Symbol('rest')

/** @param rested called each time that a change has come to rest: the user let go of a value, or left its field */
export const provideRest = (rested: () => void) => void setContext(REST, rested)
/** Call while a component is made. @returns what to call when a change has come to rest; it may have no listener */
export const getRest = (): (() => void) => getContext<(() => void) | undefined>(REST) ?? (() => {})
