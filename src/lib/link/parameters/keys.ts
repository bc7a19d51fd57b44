import { MAX_KEYS, MAX_NAME, defaultScenario } from '#core'
import { echo } from '../echo'
import { ENCODED, isEncoded } from '../encoded'
import { cleanName, uniqueName } from './names'
import type { Say } from '../note'
import { parseQuantity } from '../quantity/parse-quantity'
import { readNumber } from '../quantity/read-number'
import { spellingOf } from '../quantity/spelling'
import { spelled, type TypedKey } from '../spelling'
import { writeKeys } from './write-fields'

/**
 * The keys of `hot:1000/s,user:42:0.5/s`: one to MAX_KEYS, each with a clean name of its own. The last colon of an
 * entry ends its name; a comma in a name stands behind a backslash.
 * An entry that cannot be read is left out; the default keys stand in where none is left.
 */
export function readKeys(text: string, say: Say): TypedKey[] {
  const keys: TypedKey[] = []
  const entries = entriesOf(text)
  for (const entry of entries) {
    if (keys.length === MAX_KEYS) {
      say('ignored', 'keys', `keys holds more than ${MAX_KEYS} keys; using the first ${MAX_KEYS}`)
      break
    }
    const key = readKey(entry, entries.length > 1, keys, say)
    if (key !== null) keys.push(key)
  }
  if (keys.length > 0) return keys
  const usual = defaultScenario().keys
  say('bad', 'keys', `keys=${echo(text)} holds no key; using ${writeKeys(usual)}`)
  return usual
}

/** An entry whose rate is a number without a unit: another number behind a comma may belong to it. */
const OPEN = /:\s*[\d.,]*\d$/
const NUMBER = /^\d[\d.]*\D*$/

/**
 * The entries of a list, apart by commas. A comma between the digits of a rate is part of it: what stands behind,
 * without a colon, could be no key.
 */
function entriesOf(text: string): string[] {
  const entries: string[] = []
  // An even number of backslashes before a comma stands for half as many; the comma ends the entry.
  for (const entry of text.split(/,(?<=(?<!\\)(?:\\\\)*,)/)) {
    const last = entries.at(-1)
    const joined = `${last},${entry}`
    if (last !== undefined && OPEN.test(last) && NUMBER.test(entry) && isRated(joined))
      entries[entries.length - 1] = joined
    else entries.push(entry)
  }
  return entries
}

const rateOf = (entry: string) => entry.slice(entry.lastIndexOf(':') + 1)
const isRated = (entry: string) => parseQuantity(rateOf(entry), '1/s').ok

/** @param isPart whether the list has other entries */
function readKey(entry: string, isPart: boolean, others: TypedKey[], say: Say): TypedKey | null {
  const colon = entry.lastIndexOf(':')
  const written = unescapeCommas(entry.slice(0, Math.max(colon, 0))).trim()
  const clean = cleanName(written)
  const text = entry.slice(colon + 1)
  if (clean === '' || text.trim() === '') {
    const cure = isEncoded(entry)
      ? ENCODED
      : isPart && entry.trim() !== ''
        ? ' (a comma in a name is written \\,)'
        : ''
    say(
      'bad',
      'keys',
      `keys: ${echo(entry) || 'an empty entry'} is not a name and a rate, such as hot:1000/s; left out${cure}`
    )
    return null
  }
  const parsed = parseQuantity(text, '1/s')
  if (!parsed.ok) {
    say('bad', 'keys', `rate of ${echo(clean)}: ${parsed.reason}; the key is left out`)
    return null
  }
  const name = uniqueName(
    clean,
    others.map((key) => key.name)
  )
  if (clean !== written) {
    say(
      'clamped',
      'keys',
      `${echo(written)} is no name of at most ${MAX_NAME} plain characters; using ${echo(clean)}`
    )
  }
  if (name !== clean)
    say('clamped', 'keys', `a key named ${echo(clean)} is there already; using ${numbered(name)}`)
  if (isEncoded(name)) say('hint', 'keys', `the name ${echo(name)} holds escapes${ENCODED}`)
  if (holdsRate(name))
    say(
      'hint',
      'keys',
      `the name ${echo(name)} holds what looks like a rate; a comma stands between two keys`
    )
  const rate = readNumber(`rate of ${echo(name)}`, text, 'rate', say) ?? parsed.value
  return spelled({ name, rate, ttl: null, delta: null }, 'rate', spellingOf(text, rate, 'rate'))
}

/** A name with a number at its end, which must stay to be seen. */
function numbered(name: string): string {
  const shown = echo(name)
  return shown === name ? name : `${shown}${/ \d+$/.exec(name)?.[0] ?? ''}`
}

/** Whether a part of a name is a rate with its unit: somebody may have put another sign where a comma is due. */
function holdsRate(name: string): boolean {
  return name.split(/[:;|&\s]+/).some((part) => {
    const parsed = parseQuantity(part, '1/s')
    return parsed.ok && !parsed.bare && parsed.value !== 0
  })
}

/** What stands for a name with commas, see `writeKeys`. */
const unescapeCommas = (text: string) =>
  text.replace(/(\\+),/g, (_, slashes: string) => `${slashes.slice(0, Math.floor(slashes.length / 2))},`)
