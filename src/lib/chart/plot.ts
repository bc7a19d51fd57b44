/** The measures of a drawing: the plot, and the margins around it. All in px of the drawing. */

export interface Margin {
  top: number
  right: number
  bottom: number
  left: number
}

/**
 * @param width of the whole drawing
 * @param height of the plot alone
 * @returns the width of the plot, and the measures that a Chart takes
 */
export const plotOf = (width: number, height: number, margin: Margin) => ({
  inner: width - margin.left - margin.right,
  outer: { width, height: height + margin.top + margin.bottom, margin }
})

/** To a tenth of a pixel: nobody sees more, and the markup stays short. */
export const round = (px: number) => Math.round(px * 10) / 10
