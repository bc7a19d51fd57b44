import type { PastedTable } from './columns'
import { isFigure } from './summary'

/** Whether an entry begins like a quantity. */
export const isNumeric = (cell: string) => /^[+\-~]?\s*[.,]?\d|^P(?:\d+[DWY]|T\d+[\d.,]*[HMS])/i.test(cell)

const isHead = (cells: string[]) =>
  cells.some((cell) => /\p{L}/u.test(cell)) && !cells.some((cell) => isNumeric(cell) && !isFigure(cell))

/** The length that most rows have; of several the longest. */
function commonLength(rows: string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [[length] = [0]] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)
  return length
}

/** Rows of one length are a table, with or without headings; rows of several are one list. */
export function gridTable(rows: string[][], skipped: string[]): PastedTable {
  const [first = [], ...rest] = rows
  const headed = isHead(first) && rest.some((row) => row.some(isNumeric))
  const body = headed ? rest : rows
  const common = commonLength(body)
  // An index without a heading stands in front.
  const heads = headed && common === first.length + 1 && isNumeric(rest[0][0]) ? ['', ...first] : first
  const width = headed ? heads.length : common
  const fitting = body.filter((row) => row.length === width)
  const isTable = headed || (rows.length > 1 && fitting.length * 2 > rows.length && fitting.length > 1)
  if (width > 1 ? !isTable : width !== 1)
    return { columns: [{ name: null, cells: rows.flat().filter((cell) => cell !== '') }], skipped }
  return {
    columns: Array.from({ length: width }, (_, i) => ({
      name: headed ? heads[i] : null,
      cells: fitting.map((row) => row[i])
    })),
    skipped: [...skipped, ...body.filter((row) => row.length !== width).map((row) => row.join(' '))]
  }
}
