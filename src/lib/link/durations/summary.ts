/** Figures that sum up many rebuilds, such as quantiles: none of them is how long one rebuild took. */

const QUANTILE = String.raw`[pq]\s?\(?(?:0?\.\d{1,3}|[1-9]\d(?:[._]\d{1,3})?|9{3,4})\)?|\d{1,3}(?:\.\d{1,3})?(?:\s?%(?:ile)?|th)|(?:percent|quant)iles?|median|med`
const SPREAD = 'stddev|stdev|std|mdev|variance'
const EXTREME = 'max(?:imum)?|fastest|slowest|longest|shortest'
const AVERAGE = 'mean|avg|average'
const TOTAL = 'total|sum|count'
const word = (words: string) => new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'giu')

const FIGURE = word([QUANTILE, SPREAD, EXTREME, AVERAGE, 'min(?:imum)?'].join('|'))
const ONE_OF_MANY = word([QUANTILE, SPREAD, EXTREME, 'minimum|le|bucket'].join('|'))
const MINIMUM = /^min(?![\p{L}\d])|^min$/iu
const IS_AVERAGE = word(AVERAGE)

const has = (pattern: RegExp, text: string) => text.search(pattern) >= 0

/** A figure in front of its number: `p50: 120ms`, `99%  41`, `Total,560`. */
const LABELLED = new RegExp(
  `^["'|\\s]*(${[QUANTILE, SPREAD, EXTREME, AVERAGE, TOTAL, 'min(?:imum)?'].join('|')})["']?(?:\\s*[:=|;]\\s*|(?<!%),\\s*|\\s+(?:in\\s+)?)["'~]?[.\\d]`,
  'iu'
)

const IN_BRACKETS = new RegExp(`[([](?:${AVERAGE}|median)(?![\\p{L}\\d])`, 'u')

/** What a heading of words in lower case says: a figure of many rebuilds, their average, or nothing of the kind. */
export function summaryOf(name: string, besideOthers: boolean): 'summary' | 'average' | null {
  if (has(ONE_OF_MANY, name) || MINIMUM.test(name) || (besideOthers && has(word('min'), name)))
    return 'summary'
  return has(IS_AVERAGE, name) ? 'average' : null
}

/** Whether a cell of a heading is the name of a figure, such as 95%, which begins like a number. */
export const isFigure = (cell: string) => cell.replace(FIGURE, '').trim() === '' && cell.trim() !== ''

/** The figure that a line is labelled with, in lower case; else null. */
function labelOf(line: string): string | null {
  const [, label] = LABELLED.exec(line) ?? []
  if (label !== undefined) return label.toLowerCase()
  const start = line.slice(0, 500).toLowerCase()
  const isSummed = new Set(start.match(FIGURE)).size > 1 || IN_BRACKETS.test(start)
  return isSummed && /\d/.test(start.replace(FIGURE, '')) ? 'several' : null
}

/** The lines without those that sum up others. Where each is a total of its own, they sum up nothing. */
export function withoutSummaries(lines: string[]): { lines: string[]; summed: string[] } {
  const labels = lines.map(labelOf)
  const found = labels.filter((label) => label !== null)
  const [first] = found
  const isRepeated = found.length * 2 > lines.length && found.every((label) => label === first)
  if (
    found.length === 0 ||
    (isRepeated &&
      (found.length > 1 || lines.length === 1) &&
      new RegExp(`^(?:${AVERAGE}|total)$`).test(first!))
  )
    return { lines, summed: [] }
  return {
    lines: lines.filter((_, i) => labels[i] === null),
    summed: lines.filter((_, i) => labels[i] !== null)
  }
}
