import { DAY, HOUR, MINUTE, WEEK, YEAR } from './time'

/** The unit in which a quantity is kept: seconds, per second, a share of 1 (written in percent), or a plain number. */
export type Unit = 's' | '1/s' | '%' | ''

/**
 * So many seconds, shifted by a power of ten: a millisecond is 1 and −3.
 * The power is added to the exponent of the number's text, so 250ms is read as the decimal 250e-3 and
 * rounded once; a product with 0.001 would be rounded twice.
 */
export interface TimeUnit {
  seconds: number
  exponent: number
}

const rows: [names: string, seconds: number, exponent: number][] = [
  ['ns nsec nsecs nanos nanosecond nanoseconds', 1, -9],
  // U+00B5 is on the keyboard, U+03BC is what Unicode prefers.
  ['us \u00b5s \u03bcs usec usecs \u00b5sec \u03bcsec micros microsecond microseconds', 1, -6],
  ['ms msec msecs millis millisecond milliseconds', 1, -3],
  ['s sec secs second seconds', 1, 0],
  ['m min mins minute minutes', MINUTE, 0],
  ['h hr hrs hour hours', HOUR, 0],
  ['d day days', DAY, 0],
  ['w week weeks', WEEK, 0],
  ['y yr yrs year years', YEAR, 0]
]

/** The names of all units of time, and of those up to a second. */
export const TIME_NAMES = rows.flatMap(([names]) => names.split(' '))
export const SHORT_UNITS = rows.flatMap(([names, seconds]) => (seconds === 1 ? names.split(' ') : []))

const times = new Map<string, TimeUnit>(
  rows.flatMap(([names, seconds, exponent]) =>
    names.split(' ').map((name): [string, TimeUnit] => [name, { seconds, exponent }])
  )
)

/** A unit of time by its name. Words may be capitalised; symbols may not, for M is not m. */
export function timeUnit(name: string): TimeUnit | undefined {
  return times.get(name) ?? (name.length > 2 ? times.get(name.toLowerCase()) : undefined)
}

const rates = new Map<string, number>([
  ['rps', 1],
  ['qps', 1],
  ['tps', 1],
  ['iops', 1],
  ['hz', 1],
  ['rpm', MINUTE],
  ['qpm', MINUTE],
  ['tpm', MINUTE],
  ['rph', HOUR],
  ['qph', HOUR],
  ['rpd', DAY],
  ['qpd', DAY]
])

/** Seconds per request of a rate that has a name of its own, in any case: rps, rpm, Hz. */
export function rateUnit(name: string): number | undefined {
  return rates.get(name.toLowerCase())
}

const multiples = new Map([
  ['k', 3],
  ['K', 3],
  ['M', 6],
  ['G', 9],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['bn', 9]
])

/** The power of ten of a multiple behind a number: 3 for the k of 40k. Words are of any case. */
export function multiple(name: string): number | undefined {
  return multiples.get(name.length > 1 ? name.toLowerCase() : name)
}

/** What a rate may count, in the singular; each is one request for the key. */
const COUNTED = (
  'r req request q hit query op operation call read get lookup fetch access t tx txn transaction cmd command msg message ' +
  'event view pageview visit impression time x'
).split(' ')

const countable = new Set(
  COUNTED.flatMap((one) => [one, `${one}s`, `${one}es`, ...(one === 'query' ? ['queries'] : [])])
)

/** Whether a word is one for what a rate counts: req, calls, ops. In any case. */
export function isCounted(name: string): boolean {
  return countable.has(name.toLowerCase())
}
