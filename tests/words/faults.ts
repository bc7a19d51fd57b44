/** What makes a reader stumble, and can be found by rule. */
import { inOneUnit } from '$lib/text/words'

const SECONDS: Record<string, number> = {
  ns: 1e-9,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  y: 365 * 86_400
}
const PER_HOUR: Record<string, number> = { 'an hour': 1, 'a day': 1 / 24, 'a year': 1 / 8760 }

const NOUNS =
  'request|rebuild|duplicate|cycle|key|host|expiry|dot|figure|error|minute|hour|day|year|parameter'
const PLURALS =
  'requests|rebuilds|duplicates|cycles|keys|hosts|processes|expiries|refreshes|triggers|dots|figures|runs|errors|points|seconds|minutes|hours|days|years|parameters'

/** Phrases that were read twice, or that hide who does what. */
const RIDDLES = [
  /\band not \d/,
  /\bas they do from\b/,
  /\bwhose dice\b/,
  /\bwho may not\b/i,
  /\bwhoever\b/i,
  /^Where there are\b/,
  /\bno β that\b/i,
  /\bof which there (are|is)\b/,
  /\bbrings none\b/,
  /\bgives? [^.]* away\b/,
  /\bis (being )?(said|taken|meant) to\b/,
  /\bthe one before\b/,
  /\bwhat (you|one) (allow|allows)\b/,
  /\bleast in it\b/,
  /\bis read as\b.*\bis read as\b/,
  /\bon a single\b.*\bon a single\b/,
  /\bany such\b/,
  /\bthere is none\b/i,
  /\bthere are none\b/i
]

/** A number with the spaces between its thousands, and what stands right before and behind it. */
const NUMBER = /(?<![\w.\u202f])\d{1,3}(?:\u202f\d{3})+(?:\.\d+)?(?![\d.]*\d)|(?<![\w.])\d+(?:\.\d+)?(?!\d)/g

function digitsOf(number: string): number {
  const plain = number.replace(/\u202f/g, '')
  const digits = plain.replace('.', '').replace(/^0+/, '')
  return (plain.includes('.') ? digits : digits.replace(/0+$/, '')).length
}

/** The durations of a text, each with its unit. Minutes with seconds behind count as minutes. */
function durationsIn(text: string): { value: number; unit: string }[] {
  const found = text
    .replace(/(\d)\u202f(?=\d{3}(?!\d))/g, '$1')
    .matchAll(/(?<![\w.])(\d+(?:\.\d+)?)\u202f(?:(min)\u202f\d+\u202fs|(ns|µs|ms|s|min|h|d|y))(?![\w/])/g)
  return [...found].map(([, number, minutes, other]) => {
    const unit = minutes ?? other
    return { value: Number(number) * SECONDS[unit], unit }
  })
}

function mixesUnits(text: string): boolean {
  const times = durationsIn(text)
  const units = new Set(times.map(({ unit }) => unit))
  if (units.size < 2) return false
  const write = inOneUnit(times.map(({ value }) => value))
  // Durations that are too far apart for one unit have their own.
  return new Set(times.flatMap(({ value }) => durationsIn(write(value)).map(({ unit }) => unit))).size < 2
}

function mixesRates(text: string): boolean {
  const rates = [
    ...text
      .replace(/\u202f/g, '')
      .matchAll(/(?<![\d.^-])(\d+(?:\.\d+)?) (?:wasted )?rebuilds? (?:more )?(an hour|a day|a year)/g)
  ]
    .map(([, number, per]) => ({ written: Number(number), value: Number(number) * PER_HOUR[per], per }))
    .filter(({ written }) => written >= 0.001)
  const values = rates.map(({ value }) => value)
  return new Set(rates.map(({ per }) => per)).size > 1 && Math.max(...values) < 1000 * Math.min(...values)
}

/** Longer sentences are read twice. */
const MOST_WORDS = 30

/**
 * @param text a paragraph as the page writes it, with narrow spaces
 * @param fragment whether it is no whole sentence, as in a cell of a table
 * @param precise whether it has the digits of the simulated value beside it
 */
export function faultsOf(text: string, { fragment = false, precise = false } = {}): string[] {
  const found: string[] = []
  const refuse = (what: string, bad: boolean) => void (bad && found.push(what))
  const tidy = text.replace(/[\u202f\u00a0]/g, ' ')
  refuse('no number', /\b(NaN|Infinity|undefined|null)\b|\[object|\d[eE][+-]?\d/.test(tidy))
  refuse(
    'one of many',
    new RegExp(`(?<![\\d.,–-] ?|± )\\b1 (more |simulated |wasted |duplicate )*(${PLURALS})\\b`).test(tidy)
  )
  refuse(
    'many of one',
    new RegExp(
      `(?<![\\w.])([2-9]|\\d{2,}|\\d+\\.\\d+) (${NOUNS})\\b(?! (times?|rebuilds?|premature|key|errors?))(?!,)`
    ).test(tidy)
  )
  refuse('one does as many do', /\b1 \w+ (are|start|trigger|run|wait|come|go|have)\b/.test(tidy))
  refuse('a word twice', /(?<!\d )\b([a-zβ]+) \1\b/i.test(tidy))
  refuse(
    'no space, or two',
    / {2}| [,.;:!?)](?!\d)|\( |[,;:.]{2}(?!\.)|[a-z][,;][a-z]/.test(tidy.replaceAll(' …', ''))
  )
  refuse('empty brackets', /(?<!\w)[([]\s*[)\]]|“\s*”/.test(tidy))
  refuse('mixed units of time', mixesUnits(text))
  refuse('mixed units of rates', mixesRates(text))
  for (const riddle of RIDDLES) refuse(`riddle ${riddle.source}`, riddle.test(tidy))
  for (const match of text.matchAll(NUMBER)) {
    const before = text.slice(0, match.index)
    const behind = text.slice(match.index + match[0].length)
    // Counted cycles are exact, and the error says how many digits a simulated value has.
    const exact =
      precise ||
      /\bof $|\bin $/.test(before) ||
      /^ of \d/.test(behind) ||
      /^\u202f±/.test(behind) ||
      /^ (simulated )?cycles\b/.test(behind)
    refuse(`too many digits: ${match[0]}`, !exact && digitsOf(match[0]) > 4)
  }
  for (const sentence of tidy.split(/(?<=[.!?]) (?=[A-Z\dβΔ])/)) {
    const words = sentence.split(/[\s]+/).filter((word) => /[a-z]/i.test(word)).length
    refuse(`${words} words`, words > MOST_WORDS)
  }
  if (!fragment) {
    refuse(
      'no start of a sentence',
      !/^[A-Z\dβΔ<>±“–]/.test(tidy) && !/^(expiresAfter|rΔ|[@\w]+\/)/.test(tidy)
    )
    refuse('no end of a sentence', !/[.?!:]$/.test(tidy))
    refuse('a sentence starts small', /[a-z)%][.!?] [a-z]/.test(tidy.replace(/rΔ makes/g, '')))
  }
  return found
}
