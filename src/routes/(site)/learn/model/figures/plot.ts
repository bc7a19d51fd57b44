/** How a figure of /learn/model is described: two axes, and the marks in the order in which they are drawn. */
import { ticks } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import type { ComponentProps } from 'svelte'
import type { SVGAttributes } from 'svelte/elements'
import type Area from '$lib/chart/marks/Area.svelte'
import type Bars from '$lib/chart/marks/Bars.svelte'
import type { Scale } from '$lib/chart/context'
import type { Margin } from '$lib/chart/plot'
import type Dots from '$lib/chart/marks/Dots.svelte'
import type Line from '$lib/chart/marks/Line.svelte'
import { log10, powerOfTen } from '#core'
import { logScale } from '$lib/figure/log-scale'
import { timeTicks } from '$lib/figure/plot/time-axis'
import { inFull } from '$lib/text/words'

export interface Axis {
  /** Left to right, or bottom to top. */
  domain: [number, number]
  log?: boolean
  ticks: number[] | ((narrow: boolean) => number[])
  format: (value: number) => string
  title?: string
}

/** The plot without its margins, px, and its scales. */
export interface PlotArea {
  x: Scale
  y: Scale
  width: number
  height: number
}

export interface PlotText {
  text: string
  x: number
  y: number
  anchor?: 'start' | 'middle' | 'end'
  fill?: string
  weight?: number
  /** A halo in the colour of the paper keeps words readable on lines. */
  halo?: boolean
}

/** A mark of the chart in units of the data, or words and shapes in px. */
export type Mark =
  | { line: ComponentProps<typeof Line>; clipped?: boolean }
  | { area: ComponentProps<typeof Area> }
  | { bars: ComponentProps<typeof Bars> }
  | { dots: ComponentProps<typeof Dots> }
  | { path: SVGAttributes<SVGPathElement> }
  | { point: { x: number; y: number; r: number; fill: string } }
  | { words: PlotText }

export interface PlotData {
  /** What a screen reader says of the picture. */
  label: string
  /** Of the plot, px. */
  height: number
  margin: Margin
  x: Axis
  y: Axis
  /** What is null is left out. */
  marks: (place: PlotArea) => (Mark | null)[]
}

/** Words at a place of the plot, px. */
export const words = (
  text: string,
  x: number,
  y: number,
  look: Omit<PlotText, 'text' | 'x' | 'y'> = {}
): Mark => ({ words: { text, x, y, ...look } })

export const scaleOf = ({ domain, log }: Axis, range: [number, number]): Scale =>
  log ? logScale(domain, range) : scaleLinear(domain, range)

/** About so many round ticks, fewer on a phone. */
export const roundTicks =
  ([from, to]: [number, number], narrow: number, wide: number) =>
  (isNarrow: boolean) =>
    ticks(from, to, isNarrow ? narrow : wide)

/** Time before expiry, down to expiry at the right, and so far beyond it; s. */
export const timeAxis = (reach: number, title: string, beyond = 0): Axis => {
  const { format } = timeTicks(reach, 1)
  return {
    domain: [reach, -beyond],
    ticks: (narrow) => timeTicks(reach, narrow ? 3 : 7).ticks,
    format,
    title
  }
}

export const logAxis = (from: number, to: number, title?: string): Axis => ({
  domain: [from, to],
  log: true,
  ticks: Array.from({ length: Math.round(log10(to / from)) + 1 }, (_, i) =>
    Number((from * powerOfTen(i)).toPrecision(1))
  ),
  format: (value) => inFull(value),
  title
})
export const heatAxis = ([from, to]: [number, number]) => logAxis(from, to, 'rΔ: requests in a rebuild time')

export const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
