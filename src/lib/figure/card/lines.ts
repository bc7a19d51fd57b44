/** Breaks words into lines of a given width. SVG does not do this by itself. */
import { textOf, type Sentence } from '$lib/text/sentence'

/** Words of one weight; `strong` for numbers. */
interface TextRun {
  text: string
  strong: boolean
}
export type CardLine = TextRun[]

/** How wide a text is in a typeface, px. */
export type Measure = (text: string, size: number, strong: boolean) => number

/** Words set at a size. */
export interface FittedText {
  /** px */
  size: number
  lines: CardLine[]
}

/** Sentences as runs, one blank between two of them. */
export const runsOf = (sentences: Sentence[]): TextRun[] =>
  sentences.flatMap((sentence, i) => [
    ...(i > 0 ? [{ text: ' ', strong: false }] : []),
    ...sentence.map((piece) => ({
      text: textOf(piece),
      strong: typeof piece !== 'string' && 'number' in piece
    }))
  ])

export const widthOf = (line: CardLine, size: number, measure: Measure) =>
  line.reduce((sum, { text, strong }) => sum + measure(text, size, strong), 0)

/** Neighbours of one weight become one. */
function join(runs: TextRun[]): CardLine {
  const line: CardLine = []
  for (const { text, strong } of runs) {
    const last = line.at(-1)
    if (last && last.strong === strong) last.text += text
    else if (text !== '') line.push({ text, strong })
  }
  return line
}

/** Words that must stay together. Only plain blanks separate them, not narrow or unbreakable ones. */
function wordsOfRuns(runs: TextRun[]): TextRun[][] {
  const words: TextRun[][] = [[]]
  for (const { text, strong } of runs) {
    text.split(/[ \t\r\n]+/).forEach((part, i) => {
      if (i > 0) words.push([])
      if (part !== '') words.at(-1)!.push({ text: part, strong })
    })
  }
  return words.filter((word) => word.length > 0)
}

/** A word, cut into parts if it is wider than a line. */
function cut(word: TextRun[], size: number, width: number, measure: Measure): TextRun[][] {
  if (widthOf(word, size, measure) <= width) return [word]
  const parts: TextRun[][] = [[]]
  for (const { text, strong } of word) {
    for (const character of text) {
      const longer = join([...parts.at(-1)!, { text: character, strong }])
      if (parts.at(-1)!.length > 0 && widthOf(longer, size, measure) > width)
        parts.push([{ text: character, strong }])
      else parts[parts.length - 1] = longer
    }
  }
  return parts
}

/** Breaks runs into as few lines as this width allows. A line is wider only if one character is. */
export function wrap(runs: TextRun[], size: number, width: number, measure: Measure): CardLine[] {
  const lines: CardLine[] = []
  for (const word of wordsOfRuns(runs).flatMap((word) => cut(word, size, width, measure))) {
    const last = lines.at(-1)
    const longer = last && join([...last, { text: ' ', strong: false }, ...word])
    if (longer && widthOf(longer, size, measure) <= width) lines[lines.length - 1] = longer
    else lines.push(join(word))
  }
  return lines
}

interface TextBox {
  width: number
  height: number
  /** Sizes to try, largest first, px. */
  sizes: number[]
  /** From one line to the next, as a multiple of the size. */
  leading: number
}

/** A last line below this share of the width looks left over. */
const WIDOW = 0.2

/**
 * The first of several ways that fits into a box, as large as possible without a short last line. Where none fits, the
 * last way at the smallest size, cut with an ellipsis.
 */
export function fit(
  ways: TextRun[][],
  { width, height, sizes, leading }: TextBox,
  measure: Measure
): FittedText {
  const most = (size: number) => Math.max(1, Math.floor(height / (size * leading) + 1e-9))
  for (const runs of ways) {
    const settings = sizes
      .map((size) => ({ size, lines: wrap(runs, size, width, measure) }))
      .filter(({ size, lines }) => lines.length <= most(size))
    const full = settings.find(
      ({ size, lines }) => lines.length < 2 || widthOf(lines.at(-1)!, size, measure) > WIDOW * width
    )
    if (settings.length > 0) return full ?? settings[0]
  }
  const size = sizes.at(-1)!
  const lines = wrap(ways.at(-1)!, size, width, measure)
  return { size, lines: ellipsize(lines.slice(0, most(size)), size, width, measure) }
}

function ellipsize(lines: CardLine[], size: number, width: number, measure: Measure): CardLine[] {
  const last = lines.at(-1)!.flatMap(({ text, strong }) => [...text].map((text) => ({ text, strong })))
  const ended = () => join([...last, { text: '…', strong: false }])
  while (last.length > 0 && widthOf(ended(), size, measure) > width) last.pop()
  while (/[\s,;:·]/.test(last.at(-1)?.text ?? '')) last.pop()
  return [...lines.slice(0, -1), ended()]
}
