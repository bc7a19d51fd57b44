import { echo } from './echo'
import { parseQuantity } from './parse-quantity'

/** Units that a bare number in a column of durations may be in, and how many seconds they are. */
export const BARE_UNITS = { ms: 1e-3, s: 1 } as const
export type BareUnit = keyof typeof BARE_UNITS

/** More than this is not read: no fit gets better by it, and the work stays bounded. */
export const MOST_CHARACTERS = 2_000_000
export const MOST_DURATIONS = 100_000

/** What a pasted column came to. */
export interface Durations {
  /** Seconds, all above 0. */
  seconds: number[]
  /** Entries that are no duration: headings, words. */
  unreadable: number
  /** The first of them, as a note may repeat it. */
  firstUnreadable: string | null
  /** Entries that are nought or negative, of which there is no logarithm. */
  notPositive: number
  /** Whether the text, or the number of durations, was above its limit; what is beyond was not read. */
  cut: boolean
}

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/

/**
 * Reads a pasted column of durations: entries apart by line breaks, tabs, commas or semicolons, quoted or not, each a
 * number with a unit of its own or without. Never throws.
 * @param bare the unit of a number without one
 */
export function parseDurations(text: string, bare: BareUnit): Durations {
  const read: Durations = {
    seconds: [],
    unreadable: 0,
    firstUnreadable: null,
    notPositive: 0,
    cut: text.length > MOST_CHARACTERS
  }
  // The last entry of a text that was cut may be half a number.
  const entries = text.slice(0, MOST_CHARACTERS).split(/[\n\r\t,;]/)
  if (read.cut) entries.pop()
  for (const raw of entries) {
    const entry = raw.trim().replace(/^(["'])(.*)\1$/, '$2')
    if (entry === '') continue
    if (read.seconds.length === MOST_DURATIONS) {
      read.cut = true
      break
    }
    const seconds = readEntry(entry, bare)
    if (seconds === null) {
      read.unreadable++
      read.firstUnreadable ??= echo(entry)
    } else if (seconds > 0) read.seconds.push(seconds)
    else read.notPositive++
  }
  return read
}

function readEntry(entry: string, bare: BareUnit): number | null {
  // Most columns are bare numbers, and a hundred thousand of them.
  const parsed = PLAIN.test(entry)
    ? { ok: true as const, value: Number(entry), bare: true }
    : parseQuantity(entry, 's')
  if (!parsed.ok) return null
  const seconds = parsed.value * (parsed.bare ? BARE_UNITS[bare] : 1)
  return Number.isFinite(seconds) ? seconds : null
}
