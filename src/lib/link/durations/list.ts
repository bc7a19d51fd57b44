import type { PastedTable } from './columns'

/** What stands in front of the numbers: `const ms = [` or `durations (ms):`, and `np.array([`. */
const OPENINGS = [
  /^(?:(?:const|let|var|val) )?(?:\{\s{0,9})?["']?([\p{L}_$][^\n[\]{}:="']{0,60}?)["']?\s{0,9}[:=]\s{0,9}((?:[\p{L}.]{0,20}[[({]){0,3})/u,
  /^[\p{L}\d_.]{0,40}()([[({]{1,3})/u
]
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i

/** A text that is one list of bare numbers, as programs write it or with its name in front; else null. */
export function listTable(whole: string): PastedTable | null {
  const text = whole.trim()
  const [opening = '', name, bracket] =
    OPENINGS.map((one) => one.exec(text)).find((one) => one !== null) ?? []
  if (opening === '') return null
  const body = text.slice(opening.length).trim()
  const cells = body
    .replace(/[\])}]{0,3};?$/, '')
    .split(/[\s,]+/)
    .filter((cell) => cell !== '')
  if (cells.length < 2 || !cells.every((cell) => NUMBER.test(cell))) return null
  // Without a bracket a comma may be the decimal one, and lines below may be another list.
  if (bracket === '' && (/\d,\d/.test(body) || body.includes('\n'))) return null
  return { columns: [{ name: name || null, cells }], skipped: [] }
}
