/** A drawn figure as plain data: what stands where, when all that a page does for it is done. */

/** A drawing in its place: SVG markup that says its own position and size. */
export interface Drawing {
  kind: 'drawing'
  markup: string
}

/** Words in one line, one size and one colour. */
export interface Words {
  kind: 'words'
  text: string
  /** Of the first letter and of the line that it stands on, px. */
  x: number
  baseline: number
  size: number
  weight: number
  fill: string
}

export interface Sheet {
  width: number
  height: number
  pieces: (Drawing | Words)[]
}
