/** A pasted text as columns of entries: JSON, tables of any separator, logs, the output of `time`, or a plain list. */
import { parseQuantity } from '../quantity/parse-quantity'

export interface Column {
  /** Its heading, or null. */
  name: string | null
  cells: string[]
}

export interface PastedTable {
  columns: Column[]
  /** Lines that belong to no column. */
  skipped: string[]
  /** What kind of text it is, where that is worth a word. */
  kind?: string
}

/** What a comma between two numbers of a line is. */
export type Comma = 'decimal' | 'separator'

/** Whether an entry begins like a quantity. */
const isNumeric = (cell: string) => /^[+\-\u2212~]?\s*[.,]?\d|^PT?\d/i.test(cell)

/** The columns of a text; null where only the reader can say whether its commas are decimal ones. */
export function readTable(text: string, comma: Comma | null): PastedTable | null {
  return jsonTable(text) ?? linesTable(linesOf(text), comma)
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim())
  // What is left of a list in a program.
  return lines
    .map((line) => line.replace(/^[[({]+\s*|\s?[\])}]+[,;]?$/g, ''))
    .map((line) => (line.indexOf(',') === line.length - 1 ? line.slice(0, -1).trim() : line))
    .filter((line) => line !== '' && !/^(?:#|\/\/|[-=+|:\s]+$)/.test(line))
}

function jsonTable(text: string): PastedTable | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return tableOfRows(rowsIn(JSON.parse(text)), [])
  } catch {
    // Perhaps an object in each line.
  }
  const rows: unknown[] = []
  const skipped: string[] = []
  for (const line of text.split(/\r\n?|\n/).filter((one) => one.trim() !== '')) {
    try {
      rows.push(JSON.parse(line.trim().replace(/,$/, '')))
    } catch {
      skipped.push(line.trim())
    }
  }
  return rows.length > skipped.length ? tableOfRows(rows, skipped) : null
}

/** The rows in a parsed text: itself, or the one list in it. */
function rowsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return [value]
  const lists = Object.entries(value).filter(([, one]) => Array.isArray(one)) as [string, unknown[]][]
  if (lists.length === 0) return [value]
  const [[name, first]] = lists
  if (typeof first[0] === 'object' && first[0] !== null) return first
  // Columns, each under its name.
  if (lists.length > 1)
    return first.map((_, i) => Object.fromEntries(lists.map(([name, list]) => [name, list[i]])))
  return first.map((one) => ({ [name]: one }))
}

function tableOfRows(rows: unknown[], skipped: string[]): PastedTable {
  const columns = new Map<string, string[]>()
  const loose: string[] = []
  const lists = rows.filter(Array.isArray)
  if (lists.length === rows.length && rows.length > 0)
    return gridTable(
      lists.map((row) => row.map((cell) => `${cell}`)),
      skipped
    )
  for (const row of rows) {
    if (typeof row === 'number' || typeof row === 'string') loose.push(`${row}`.trim())
    else if (typeof row === 'object' && row !== null) pushInto(columns, row as Record<string, unknown>, '')
    else skipped.push(JSON.stringify(row))
  }
  return {
    columns: [
      ...(loose.length > 0 ? [{ name: null, cells: loose }] : []),
      ...[...columns].map(([name, cells]) => ({ name, cells }))
    ],
    skipped
  }
}

/** Adds the numbers and texts of an object to their columns; those of an object in it behind its name. */
function pushInto(columns: Map<string, string[]>, row: Record<string, unknown>, before: string): void {
  for (const [name, cell] of Object.entries(row)) {
    if (typeof cell === 'number' || typeof cell === 'string') push(columns, before + name, `${cell}`)
    else if (typeof cell === 'object' && cell !== null && !Array.isArray(cell) && before.length < 100)
      pushInto(columns, cell as Record<string, unknown>, `${before}${name}.`)
  }
}

function push(columns: Map<string, string[]>, name: string, cell: string): void {
  const cells = columns.get(name)
  if (cells) cells.push(cell.trim())
  else columns.set(name, [cell.trim()])
}

const most = (lines: string[], test: (line: string) => boolean) =>
  lines.filter(test).length * 2 > lines.length

function linesTable(lines: string[], comma: Comma | null): PastedTable | null {
  return timeTable(lines) ?? pairsTable(lines) ?? separated(lines, comma)
}

/** What `time` says: of bash, POSIX, zsh and GNU. Waiting counts as well as work, so it is the wall clock that is read. */
const REAL = [
  /^real\s+(\S+)$/i,
  /\bcpu\s+([\d:.,]+)\s+total$/,
  /\s([\d:.,]+)\s*elapsed\b/,
  /^Elapsed \(wall clock\) time.*:\s+([\d:.,]+)$/
]

function timeTable(lines: string[]): PastedTable | null {
  const read = lines.map((line) =>
    REAL.map((pattern) => pattern.exec(line)?.[1]).find((one) => one !== undefined)
  )
  const cells = read.filter((one) => one !== undefined)
  if (cells.length === 0) return null
  const skipped = lines.filter(
    (line, i) => read[i] === undefined && !/^(?:user|sys)\b|maxresident|pagefaults/.test(line)
  )
  return { columns: [{ name: null, cells: cells.map(wallClock) }], skipped, kind: 'the real time of time' }
}

/** `1:02.5` is minutes and seconds here, and a bare number seconds. */
function wallClock(cell: string): string {
  const parts = cell.replace(',', '.').split(':')
  if (parts.length === 3) return `${parts[0]}h${parts[1]}m${parts[2]}s`
  if (parts.length === 2) return `${parts[0]}m${parts[1]}s`
  return /[a-z]$/.test(cell) ? parts[0] : `${parts[0]}s`
}

const PAIR =
  /([\p{L}_@][\p{L}\d_.@-]*)=(?:"([^"]*)"|(\d[\d.,]*\s(?:ns|us|\u00b5s|ms|s|sec)(?!\S)|[^\s,;"]+))/gu

/** Lines of a log, `level=info took=198ms`, or with one duration in each, `rebuilt in 198 ms`. */
function pairsTable(lines: string[]): PastedTable | null {
  if (most(lines, (line) => /\p{L}=\S/u.test(line))) {
    const columns = new Map<string, string[]>()
    const skipped: string[] = []
    for (const line of lines) {
      const pairs = [...line.matchAll(PAIR)]
      if (pairs.length === 0) skipped.push(line)
      for (const [, name, quoted, plain] of pairs) push(columns, name, quoted ?? plain)
    }
    return { columns: [...columns].map(([name, cells]) => ({ name, cells })), skipped }
  }
  const one =
    /(?<![\w.,:-])\d+(?:[.,]\d+)?\s?(?:ns|us|\u00b5s|\u03bcs|ms|s|sec|seconds?|msec|milliseconds?)(?![\w/])/g
  const found = lines.map((line) => line.match(one) ?? [])
  const worded = most(lines, (line) => /\p{L}{3,}.*\d/u.test(line) && !/[\t;|]/.test(line))
  if (!worded || !most(lines, (line) => (line.match(one) ?? []).length === 1)) return null
  return {
    columns: [{ name: null, cells: found.filter((all) => all.length === 1).map(([cell]) => cell) }],
    skipped: lines.filter((_, i) => found[i].length !== 1),
    kind: 'the one duration in each line'
  }
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

/** One duration with blanks in it. Without a unit, blanks stand between numbers. */
const isWhole = (line: string) => /[a-z]/i.test(line) && parseQuantity(line, 's').ok
/** Blanks, but for those before a unit. */
const BLANKS = /\s+(?!(?:ns|us|\u00b5s|\u03bcs|ms|s|sec|secs|m|min|h)(?![^\s,;]))/
const isHead = (cells: string[]) => cells.some((cell) => /\p{L}/u.test(cell)) && !cells.some(isNumeric)

function separated(lines: string[], comma: Comma | null): PastedTable | null {
  const has = (sign: RegExp) => most(lines, (line) => sign.test(line))
  for (const sign of [/\t/, /;/, /\|/]) {
    if (!has(sign)) continue
    const rows = lines.map((line) =>
      fields(sign.source === '\\|' ? line.replace(/^\||\|$/g, '') : line, sign)
    )
    return lines.length === 1 && rows[0].some((cell) => /,/.test(cell))
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
  if (most(lines, (line) => /\S\s\S/.test(line) && !isWhole(line)))
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

/** Rows of one length are a table, with or without headings; rows of several are one list. */
function gridTable(rows: string[][], skipped: string[]): PastedTable {
  const [first = [], ...rest] = rows
  const headed = isHead(first) && rest.some((row) => row.some(isNumeric))
  // A call takes fewer arguments than a text has lines.
  const width = headed ? first.length : rows.reduce((most, row) => Math.max(most, row.length), 0)
  const fitting = rows.filter((row) => row.length === width)
  const isTable =
    width > 1 && (headed || (rows.length > 1 && fitting.length * 2 > rows.length && fitting.length > 1))
  if (width === 1 || isTable) {
    const body = (headed ? rest : rows).filter((row) => row.length === width)
    const odd = (headed ? rest : rows).filter((row) => row.length !== width).map((row) => row.join(' '))
    const columns = Array.from({ length: width }, (_, i) => ({
      name: headed ? first[i] : null,
      cells: body.map((row) => row[i])
    }))
    return { columns, skipped: [...skipped, ...odd] }
  }
  return { columns: [{ name: null, cells: rows.flat().filter((cell) => cell !== '') }], skipped }
}

const NUMBERS = /^[+-]?(\d+),(\d+)\s*(\D*)$/

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
