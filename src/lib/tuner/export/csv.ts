/** Tables as files: comma-separated values after RFC 4180, safe to be opened by a spreadsheet. */

export type Cell = string | number | null

/**
 * Where a spreadsheet may read a formula: at the start of a field, and after a semicolon or tab, which separate fields
 * in countries with a decimal comma, even inside quotes. Some programs also accept the full-width signs.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r])/g

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  // Names come from users and from links of strangers.
  const text = cell.replace(FORMULA, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One record with its line break. Numbers have a decimal point, all digits and no unit; the header has the units. */
export const csvRow = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`

/** Marks the file as UTF-8 for programs that guess. */
export const BYTE_ORDER_MARK = '\ufeff'
