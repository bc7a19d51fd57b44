/** JSON as columns: lists, objects in a list or one in each line, and lists in objects. */
import { isEpoch } from './column'
import { NamedColumns, type PastedTable } from './columns'
import { gridTable } from './grid'

/** The columns of a text that is JSON, or that has an object in most of its lines; else null. */
export function jsonTable(text: string): PastedTable | null {
  try {
    if (/^\s*[[{]/.test(text)) return tableOfRows(rowsIn(JSON.parse(text)), [])
  } catch {
    // Perhaps an object in each line.
  }
  if (!text.includes('{"')) return null
  const rows: unknown[] = []
  const skipped: string[] = []
  for (const line of text.split(/\r\n?|\n/).filter((one) => one.trim() !== '')) {
    try {
      // A log may have the time in front.
      rows.push(
        JSON.parse(
          line
            .slice(Math.max(0, line.indexOf('{')))
            .trim()
            .replace(/,$/, '')
        )
      )
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
  const columns = new NamedColumns()
  const loose: string[] = []
  const lists = rows.filter(Array.isArray)
  if (lists.length === rows.length && rows.length > 0)
    return gridTable(
      lists.map((row) => row.map((cell) => `${cell}`)),
      skipped
    )
  for (const row of rows) {
    if (typeof row === 'number' || typeof row === 'string') loose.push(`${row}`.trim())
    else if (typeof row === 'object' && row !== null) pushInto(columns, '', row, 0)
    else skipped.push(JSON.stringify(row))
  }
  return {
    columns: [...(loose.length > 0 ? [{ name: null, cells: loose }] : []), ...columns.columns],
    skipped
  }
}

const DEEPEST = 20

/** Adds the numbers and texts in a value to their columns; those of an object or a list in it behind its name. */
function pushInto(columns: NamedColumns, name: string, value: unknown, depth: number): void {
  if (typeof value === 'number' || typeof value === 'string') columns.push(name, `${value}`)
  else if (typeof value !== 'object' || value === null || depth > DEEPEST) return
  else if (!Array.isArray(value))
    for (const [key, one] of Object.entries(value))
      pushInto(columns, name === '' ? key : `${name}.${key}`, one, depth + 1)
  // What monitoring answers with: pairs of a time and a value.
  else if (value.length === 2 && isEpoch(Number(value[0])))
    value.forEach((one, i) => pushInto(columns, `${name} ${i + 1}`, one, depth + 1))
  else for (const one of value) pushInto(columns, name, one, depth + 1)
}
