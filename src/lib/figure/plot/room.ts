/** Shares the height that a page gives a figure among its parts. Without a height each part has its usual one. */
import { textWidth } from '$lib/chart/marks/text-width'

/** Of the line above a drawing, px; as in Head.svelte. */
export const HEAD = 22
/** Of a line of a legend and the space above it, px. */
const LEGEND_LINE = 20.5
const LEGEND_ABOVE = 8
/** Of a legend’s type, its signs and the space between entries, px. */
const LEGEND = { size: 13, sign: 28, between: 16 }

/** How high a legend gets at this width, px: at most so high, since widths of words are estimated. */
export function legendHeight(texts: string[], width: number): number {
  let lines = 1
  let used = 0
  for (const text of texts) {
    const needs = LEGEND.sign + textWidth(text, LEGEND.size)
    if (used > 0 && used + needs > width) {
      lines++
      used = 0
    }
    used += needs + LEGEND.between
  }
  return LEGEND_ABOVE + LEGEND_LINE * lines
}

/**
 * The height of each of some equal plots, px.
 * @param height of the whole figure; undefined for the usual height
 * @param fixed what takes its own height: legends, heads, axes
 */
export function plotHeight(
  height: number | undefined,
  fixed: number,
  plots: number,
  { usual, least, most }: { usual: number; least: number; most: number }
): number {
  if (height === undefined) return usual
  return Math.floor(Math.min(most, Math.max(least, (height - fixed) / plots)))
}
