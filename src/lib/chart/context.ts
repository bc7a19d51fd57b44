/** What a mark needs to know of the chart that it stands in. */
import { getContext, setContext } from 'svelte'

/** From data to pixels. */
export type Scale = (value: number) => number

export interface ChartContext {
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
