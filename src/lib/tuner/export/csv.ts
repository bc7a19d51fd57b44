/** Tables as files: comma-separated values after RFC 4180, safe to be opened by a spreadsheet. */

export type Cell = string | number | null

/**
 * Where a spreadsheet would take what follows for a formula: at the start of a field, and after a semicolon or a tab,
 * which part fields where the comma is the decimal point, even in quotes. Some take the full-width signs too.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r])/g

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  // Names are typed by people, or come in a link from somebody else.
  const text = cell.replace(FORMULA, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One record with its line break. Numbers have a point, all their digits, and no unit: that is in the header. */
export const csvRow = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`

/** By which programs that would guess otherwise know UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'
