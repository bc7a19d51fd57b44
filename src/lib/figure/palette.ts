/**
 * What distinguishes the keys of a scenario: colour (after Okabe & Ito's set, safe for colour-blind eyes; defined
 * with its dark twin in the page's style sheet) and by the shape of their mark.
 */

/** Outlines of the marks in a box of 12 by 12: circle, square, triangle, diamond, star, cross. */
const SHAPES = [
  'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  'M1.5 1.5h9v9h-9z',
  'M6 .8l5.6 10h-11.2z',
  'M6 .2l5.4 5.8l-5.4 5.8l-5.4-5.8z',
  'M6 .3l1.6 3.7l4 .3l-3 2.6l.9 3.9l-3.5-2.1l-3.5 2.1l.9-3.9l-3-2.6l4-.3z',
  'M4 .8h4v3.2h3.2v4h-3.2v3.2h-4v-3.2h-3.2v-4h3.2z'
] as const

/** The colour and mark of the key at this place in the scenario. */
export const keyStyle = (index: number) => ({
  color: `var(--key-${index % SHAPES.length})`,
  shape: SHAPES[index % SHAPES.length]
})
