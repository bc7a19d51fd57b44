import { MAX_KEYS, MAX_NAME, defaultScenario } from '$lib/core/scenario'
import type { Key } from '$lib/core/scenario'
import { echo } from './echo'
import { formatQuantity } from './format-quantity'
import { cleanName, uniqueName } from './names'
import type { Say } from './note'
import { parseQuantity } from './parse-quantity'
import { readNumber } from './read-number'

/**
 * The keys of `hot:1000/s,cold:0.5/s`: one to MAX_KEYS, each with a clean name of its own.
 * An entry that cannot be read is left out; the default keys stand in where none is left.
 */
export function readKeys(text: string, say: Say): Key[] {
  const keys: Key[] = []
  for (const entry of text.split(',')) {
    if (keys.length === MAX_KEYS) {
      say('ignored', 'keys', `keys holds more than ${MAX_KEYS} keys; using the first ${MAX_KEYS}`)
      break
    }
    const key = readKey(entry, keys, say)
    if (key !== null) keys.push(key)
  }
  if (keys.length > 0) return keys
  const usual = defaultScenario().keys
  say('bad', 'keys', `keys=${echo(text)} holds no key; using ${writeKeys(usual)}`)
  return usual
}

function readKey(entry: string, others: Key[], say: Say): Key | null {
  const colon = entry.indexOf(':')
  const written = entry.slice(0, Math.max(colon, 0)).trim()
  const clean = cleanName(written)
  if (clean === '') {
    say(
      'bad',
      'keys',
      `keys: ${echo(entry) || 'an empty entry'} is not a name and a rate, such as hot:1000/s; left out`
    )
    return null
  }
  const text = entry.slice(colon + 1)
  const parsed = parseQuantity(text, '1/s')
  if (!parsed.ok) {
    say('bad', 'keys', `rate of ${clean}: ${parsed.reason}; the key is left out`)
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
      `${echo(written)} is no name of at most ${MAX_NAME} plain characters; using ${clean}`
    )
  }
  if (name !== clean) say('clamped', 'keys', `a key named ${clean} is there already; using ${name}`)
  const rate = readNumber(`rate of ${name}`, text, 'rate', say) ?? parsed.value
  return { name, rate, ttl: null, delta: null }
}

/** Names and rates only; ready to stand in a URL. */
export function writeKeys(keys: readonly Key[]): string {
  return keys.map(({ name, rate }) => `${escapeName(name)}:${formatQuantity(rate, '1/s')}`).join(',')
}

/**
 * A name as it stands in a URL: what URLSearchParams or a Markdown link would stumble over is
 * percent-encoded, the slash stays readable.
 */
export function escapeName(name: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(cleanName(name))
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, hex)
}
