/** The positions on a card, px. */
import type { CardData, Ways } from './card-data'
import { WIDTH } from './size'
import { fit, runsOf, widthOf, type CardLine, type Measure, type FittedText } from './lines'
import { inSeconds, asPercent } from '$lib/text/words'
import { ticksFor, timeTicks } from '../plot/time-axis'
import type { WindowRowData } from '../window/window-data'
import { NOT_YET } from '../window/window-reading'

/** From the left and the right edge. */
export const CARD_MARGIN = 48
const INNER = WIDTH - 2 * CARD_MARGIN

/** The band behind the figures. */
export const FIGURES = { top: 268, bottom: 566 }
/** A figure is drawn for a small screen and enlarged by this factor, so that its labels are as large as the words. */
export const SCALE = 1.75
export const WINDOW = {
  x: CARD_MARGIN,
  width: 338,
  margin: { left: 2, right: 50 },
  /** Above and below the plot of a row, and as much as two rows share. */
  around: 38,
  shared: 5,
  axis: 20
}
export const WASTE = { x: 700, width: 258, around: 44, caption: 19 }

/** Words with the baseline of their first line. */
interface PlacedText extends FittedText {
  y: number
  leading: number
}

interface Layout {
  verdict: PlacedText
  advice: PlacedText | null
  inputs: FittedText
  /** In px of the drawing, before it is enlarged. */
  rows: { y: number; height: number; label: CardLine }[]
  plot: number
  /** The name of the key whose waste is drawn, as far as there is room for it. */
  hottest: string
  /** Of the window's axis. */
  time: ReturnType<typeof timeTicks>
}

const TITLE = { top: 38, sizes: [62, 58, 54, 50, 46, 42, 39, 36, 33], leading: 1.2 }
/** Height of the title, with an advice below it and without. */
const TALL = { advised: 172, alone: 212 }
const ADVICE = { height: 42, sizes: [30, 28, 26, 24, 22, 20], leading: 1.25 }
export const LABEL = 12.5
export const FOOTER = 22
/** Width of the tool's name at the right of the footer. */
const NAME = 190

const fitWays = (ways: Ways, box: Parameters<typeof fit>[1], measure: Measure) =>
  fit(
    ways.map((sentence) => runsOf([sentence])),
    box,
    measure
  )

export function layoutCard(data: CardData, measure: Measure): Layout {
  const title = fitWays(
    data.verdict,
    { ...TITLE, width: INNER, height: data.advice ? TALL.advised : TALL.alone },
    measure
  )
  const verdict = { ...title, y: TITLE.top + 0.8 * title.size, leading: TITLE.leading * title.size }
  const end = verdict.y + (title.lines.length - 1) * verdict.leading
  const said = data.advice && fitWays([data.advice], { ...ADVICE, width: INNER }, measure)
  const inputs = fitWays(
    data.inputs,
    { width: INNER - NAME, height: FOOTER * 1.2, sizes: [FOOTER, 20], leading: 1.2 },
    measure
  )
  const rows = data.window.rows.length
  const space = (FIGURES.bottom - FIGURES.top - 14) / SCALE - WINDOW.axis
  const height = Math.floor((space + (rows - 1) * WINDOW.shared) / rows - WINDOW.around)
  const step = height + WINDOW.around - WINDOW.shared
  return {
    verdict,
    advice: said && {
      ...said,
      // Midway between what is above and the figures.
      y: Math.round((end + 0.25 * title.size + FIGURES.top) / 2 + 0.36 * said.size),
      leading: ADVICE.leading * said.size
    },
    inputs,
    rows: data.window.rows.map((row, i) => ({
      y: i * step,
      height,
      label: rowLabel(row, measure)
    })),
    plot: Math.floor((FIGURES.bottom - FIGURES.top - 14) / SCALE - WASTE.around - WASTE.caption),
    hottest: cutTo(data.waste.panel.name, 96, measure),
    time: timeTicks(data.window.max, ticksFor(plotWidth))
  }
}

const plotWidth = WINDOW.width - WINDOW.margin.left - WINDOW.margin.right
/** Where a row's name begins, behind its mark. */
export const BEHIND = 14

/** The outcome of a key, in the space above its window. */
function rowLabel(row: WindowRowData, measure: Measure): CardLine {
  const happens =
    row.mean === null
      ? row.lateShare === null
        ? NOT_YET
        : 'never early'
      : `${inSeconds(row.mean, 3)} before expiry` +
        ((row.lateShare ?? 0) >= 1e-4 ? `, ${asPercent(row.lateShare!)} late` : '')
  const width = plotWidth - BEHIND - 4
  const way = (name: string) => [
    { text: name, strong: true },
    ...(happens ? [{ text: `\u2002${happens}`, strong: false }] : [])
  ]
  const room = width - widthOf(way(''), LABEL, measure)
  return way(cutTo(row.name, room, measure))
}

/** As much of a name as fits into a label, at least its first character. */
function cutTo(name: string, width: number, measure: Measure): string {
  const short = [...name]
  const cut = () => (short.length < [...name].length ? `${short.join('').trim()}…` : name)
  while (short.length > 1 && measure(cut(), LABEL, true) > width) short.pop()
  return cut()
}
