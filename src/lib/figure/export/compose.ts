/**
 * A figure as a file: title, finding, drawing, scenario and link in one SVG that needs no other file. It always has the
 * light palette.
 */
import { bisect } from '#core'
import { wrap, type CardLine, type Measure } from '../card/lines'
import { coloursOf, resolve } from '../colours'
import type { Sheet, SheetText } from './sheet'

/** Fonts that most machines have, or have a substitute of the same widths for. */
export const SANS = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
const SERIF = "Georgia, 'Times New Roman', 'Liberation Serif', serif"

export interface Caption {
  title: string
  finding: string
  /** The scenario in words: sentences, each a paragraph. */
  facts: string[]
  /** Absolute. */
  link: string
}

const MARGIN = 28
const TITLE = 20
const FINDING = 13
const SMALL = 11
const LEADING = 1.4

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (mark) => MARKS[mark])
const round = (px: number) => Math.round(px * 100) / 100

const text = ({ text, x, baseline, size, weight, fill }: SheetText, attributes = '') =>
  `<text x="${round(x)}" y="${round(baseline)}" font-size="${round(size)}" font-weight="${weight}" fill="${fill}"` +
  `${attributes} xml:space="preserve">${escape(text)}</text>`

/** As few lines as possible, of about the same length, so that the last line is not short. */
function balanced(words: string, strong: boolean, size: number, room: number, measure: Measure): CardLine[] {
  const set = (width: number) => wrap([{ text: words, strong }], size, width, measure)
  const fewest = set(room).length
  if (fewest <= 1) return set(room)
  const enough = (narrow: number, wide: number) => !(wide - narrow > size)
  return set(bisect((width) => set(width).length <= fewest, room / 2, room, { enough })[1])
}

/** @param measure how wide words are in the page's sans-serif, px */
export function compose(sheet: Sheet, { title, finding, facts, link }: Caption, measure: Measure): string {
  const { ink, muted, line, surface } = coloursOf('light')
  const width = sheet.width + 2 * MARGIN
  const parts: string[] = []
  let y = MARGIN

  const paragraph = (words: string, size: number, strong: boolean, fill: string, attributes = '') => {
    const end = attributes.includes('end')
    // The serif of titles is a little wider than what is measured.
    const room = sheet.width / (strong ? 1.12 : 1)
    for (const runs of balanced(words, strong, size, room, measure)) {
      y += size * LEADING
      const place = {
        x: end ? width - MARGIN : MARGIN,
        baseline: y - size * 0.35,
        size,
        weight: strong ? 600 : 400
      }
      const said = runs.map((run) => run.text).join('')
      parts.push(text({ kind: 'words', text: said, fill, ...place }, attributes))
    }
  }

  paragraph(title, TITLE, true, ink, ` font-family="${SERIF}"`)
  if (finding) paragraph(finding, FINDING, false, muted)
  y += 10
  parts.push(
    `<g transform="translate(${MARGIN},${round(y)})">${sheet.pieces
      .map((piece) => (piece.kind === 'words' ? text(piece) : piece.markup))
      .join('')}</g>`
  )
  y += sheet.height + 14
  parts.push(`<path d="M${MARGIN},${round(y)}H${width - MARGIN}" stroke="${line}"/>`)
  y += 6
  for (const fact of facts) paragraph(fact, SMALL, false, muted)
  paragraph(link, SMALL, false, ink, ' text-anchor="end"')
  y += MARGIN - 6
  const height = Math.ceil(y)

  return resolve(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
      ` font-family="${SANS}" role="img">` +
      `<title>${escape(title)}</title><desc>${escape([finding, ...facts, link].join(' '))}</desc>` +
      `<rect width="${width}" height="${height}" fill="${surface}"/>${parts.join('')}</svg>\n`,
    { scheme: 'light', typeface: SANS }
  )
}
