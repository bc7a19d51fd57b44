/** A pasted text as columns of entries: JSON, tables of any separator, logs, the output of `time`, or a plain list. */
import { parseQuantity } from '../quantity/parse-quantity'
import { plainCharacters } from '../quantity/plain-characters'
import { timeUnit, TIME_NAMES } from '../quantity/units'
import type { Column, PastedTable } from './columns'
import { gridTable, isNumeric } from './grid'
import { jsonTable } from './json'
import { listTable } from './list'
import { isWhole, logTable, most, timeTable } from './log'
import { withoutSummaries } from './summary'

/** What a comma between two numbers of a line is. */
export type Comma = 'decimal' | 'separator'

/** The columns of a text; null where only the reader can say whether its commas are decimal ones. */
export function readTable(whole: string, comma: Comma | null): PastedTable | null {
  const text = plainCharacters(whole)
  const table = jsonTable(text) ?? listTable(text) ?? linesTable(linesOf(text), comma)
  return table && { ...table, columns: withUnits(table.columns) }
}

/** Lines without what adorns them: bullets, bold type, and what is left of a list in a program. */
function linesOf(text: string): string[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) =>
      line
        .replace(/\*\*|`/g, '')
        .trim()
        .replace(/^(?:[-*\u2022]\s+|#\s*Fields:\s*)/i, '')
        .replace(/^[[({]+\s*/, '')
        .replace(/^([^[({]*?)\s?[\])}]{1,6}[,;]?$/, '$1')
        .replace(/(?<=\d\s?\p{L}{0,12}),?\s{1,9}(?:and|und|&)\s{1,9}(?=[\d~.])/gu, ', ')
    )
    .map((line) => (line.indexOf(',') === line.length - 1 ? line.slice(0, -1).trim() : line))
    .filter((line) => line !== '' && !/^[-=+|:\s]+$/.test(line))
  const said = lines.filter((line) => !/^(?:#|\/\/)/.test(line))
  // Some logs stand behind a sign of comment in every line.
  return said.length > 0 ? said : lines.map((line) => line.replace(/^(?:#|\/\/)\s*/, ''))
}

function linesTable(all: string[], comma: Comma | null): PastedTable | null {
  const { lines, summed } = withoutSummaries(all)
  const table = timeTable(all) ?? logTable(lines) ?? separated(lines, comma)
  return table && { ...table, summed }
}

/** The columns with the units that stand in a column of their own, behind the numbers. */
function withUnits(columns: Column[]): Column[] {
  const isUnits = ({ cells }: Column) =>
    cells.length > 0 && cells.every((cell) => timeUnit(cell.replace(/\.$/, '')) !== undefined)
  return columns.flatMap((column, i) => {
    const next = columns.at(i + 1)
    if (i > 0 && isUnits(column)) return []
    return next && isUnits(next) && next.cells.length === column.cells.length
      ? { ...column, cells: column.cells.map((cell, j) => `${cell} ${next.cells[j]}`) }
      : column
  })
}

/** Fields of a line, in quotes or not. */
function fields(line: string, separator: RegExp): string[] {
  const parts: string[] = []
  let quote = ''
  let part = ''
  for (const character of line) {
    if (quote !== '') {
      if (character === quote) quote = ''
      else part += character
    } else if ((character === '"' || character === "'") && part.trim() === '') quote = character
    else if (separator.test(character)) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  return [...parts, part.trim()]
}

/** Blanks, but for those before a unit. */
const BLANKS = new RegExp(`\\s+(?!(?:${TIME_NAMES.join('|')})\\.?(?![^\\s,;]))`, 'i')

function separated(lines: string[], comma: Comma | null): PastedTable | null {
  const has = (sign: RegExp) => most(lines, (line) => sign.test(line))
  for (const sign of [/\t/, /;/, /\|/]) {
    if (!has(sign)) continue
    const rows = lines.map((line) =>
      fields(sign.source === '\\|' ? line.replace(/^\||\|$/g, '') : line, sign)
    )
    return lines.length === 1 && rows[0].some((cell) => /,/.test(cell) && !parseQuantity(cell, 's').ok)
      ? flat(lines, /[\t;,|]/)
      : gridTable(rows, [])
  }
  if (lines.some((line) => /\d\s*,|,\s*\d|","/.test(line))) {
    const sign = comma ?? commaOf(lines)
    if (sign === null) return null
    if (sign === 'separator')
      return gridTable(
        lines.map((line) => fields(line, /,/)),
        []
      )
  }
  if (most(lines, (line) => /\S\s+\S/.test(line) && !isWhole(line)))
    return gridTable(
      lines.map((line) => line.split(isNumeric(line) ? BLANKS : /\s+/)),
      []
    )
  return gridTable(
    lines.map((line) => fields(line, /[^\s\S]/)),
    []
  )
}

const flat = (lines: string[], sign: RegExp): PastedTable => ({
  columns: [{ name: null, cells: lines.flatMap((line) => fields(line, sign)).filter((cell) => cell !== '') }],
  skipped: []
})

const NUMBERS = /^[+-]?(\d+),(\d+)\s*(e[+-]?\d+|\D*)$/i
/** What can be no whole part of a decimal: a date, a number with a point, a point in time. */
const NO_WHOLE = /^[^,]*(?:\d[./:-]\d|\d{9})[^,]*,/

/** What the commas of these lines are, from all of them together; null where it may be either. */
function commaOf(lines: string[]): Comma | null {
  const [first] = lines
  if (
    lines.some((line) =>
      /","|\d,\s|,.*,|,\s*\p{L}|\p{L}\s*,/u.test(line.replace(/\d{1,3}(?:,\d{3})+\.\d/g, '0'))
    )
  )
    return 'separator'
  const body = lines.filter(isNumeric)
  if (body.length === 0) return 'separator'
  if (body.some((line) => NO_WHOLE.test(line.replace(/(?<!\d)\d{1,3}(?:[.,]\d{3})+(?=[.,]\d)/g, '0'))))
    return 'separator'
  const numbers = body.map((line) => NUMBERS.exec(line))
  const split = numbers.filter((one) => one !== null)
  // A line without a comma beside lines with one: no column is missing, the decimals are.
  if (split.length < body.length) return 'decimal'
  if (!isNumeric(first) && !first.includes(',')) return 'decimal'
  if (split.some(([, , , unit]) => unit !== '')) return 'decimal'
  const whole = split.map(([, one]) => Number(one))
  const counts = whole.every((one, i) => i === 0 || one === whole[i - 1] + 1)
  if (split.some(([, , part]) => part.length > 1 && part.startsWith('0'))) return 'decimal'
  if (counts) return whole.length >= 4 ? 'separator' : null
  return split.some(([, one]) => one === '0') ? 'decimal' : null
}
