/** A drawn figure as plain data: its pieces and their positions on the page. */

/** A drawing: SVG markup with its position and size. */
export interface Drawing {
  kind: 'drawing'
  markup: string
}

/** Words in one line, one size and one colour. */
export interface SheetText {
  kind: 'words'
  text: string
  /** The left end and the baseline, px. */
  x: number
  baseline: number
  size: number
  weight: number
  fill: string
}

export interface Sheet {
  width: number
  height: number
  pieces: (Drawing | SheetText)[]
}
