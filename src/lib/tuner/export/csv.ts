/** Tables as files: comma-separated values after RFC 4180, safe to be opened by a spreadsheet. */

export type Cell = string | number | null

/** With which a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  // Names are typed by people, or come in a link from somebody else.
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One record with its line break. Numbers have a point, all their digits, and no unit: that is in the header. */
export const csvRow = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`

/** By which programs that would guess otherwise know UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'
