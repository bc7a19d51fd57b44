/** How wide words are, estimated without a font: a server has none, and a label must be placed before it is drawn. */

/** Shares of the size of the type, by kind of letter: those of wide fonts (DejaVu Sans, Verdana), so that all fit. */
const NARROW = 0.39
const USUAL = 0.63
const CAPITAL = 0.72
const WIDE = 0.97
/** Of a bold letter over a regular one. */
const BOLD = 1.11

const kinds: [RegExp, number][] = [
  [/[ijlI|.,:;'’!()[\]ftr/  -]/u, NARROW],
  [/[mwMW%…@±—]|[^\u0020-\u024f\u0370-\u04ff\u2000-\u22ff]/u, WIDE],
  [/[A-Z=+−<>~]/u, CAPITAL]
]

/** By letter: a page measures the same few letters thousands of times. */
const known = new Map<string, number>()
/** Enough for what labels are written with; names of keys can hold anything. */
const MOST_KNOWN = 1000

function shareOf(letter: string): number {
  let share = known.get(letter)
  if (share === undefined) {
    share = kinds.find(([kind]) => kind.test(letter))?.[1] ?? USUAL
    if (known.size < MOST_KNOWN) known.set(letter, share)
  }
  return share
}

/** @param size of the type, px */
export function textWidth(text: string, size = 12, weight = 400): number {
  let width = 0
  for (const letter of text) width += shareOf(letter)
  return width * size * (weight >= 600 ? BOLD : 1)
}
