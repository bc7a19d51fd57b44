import { FIELDS, OWN_NAMES } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { MAX_LINK, PIN } from '../page-link'
import { sayUnknown } from '../unknown'

/** Parameters of a scenario, besides what a key has of its own. */
const KNOWN = [...FIELDS.flatMap(([, { link }]) => link ?? []), 'p50', 'p99', 'v']

/** What is read elsewhere: options of an embed, and of a call of the API. */
const ELSEWHERE = 'show hide lock theme lesson host pin strict'.split(' ')

const isField = (name: string) => KNOWN.includes(name) || OWN_NAMES.some((own) => name.startsWith(`${own}.`))
const isKnown = (name: string) =>
  isField(name) || ELSEWHERE.includes(name) || (name.startsWith(PIN) && isField(name.slice(PIN.length)))

/**
 * The parameters of a link that mean something here, each with the first value it has.
 * A link that is too long is read up to the last parameter that fits.
 * @param prefix read the parameters that begin so, without it; notes on the link as a whole are made without one
 */
export function readPairs(search: string | URLSearchParams, say: Say, prefix = ''): Map<string, string> {
  let text = typeof search === 'string' ? search : search.toString()
  if (text.length > MAX_LINK) {
    text = text.slice(0, text.lastIndexOf('&', MAX_LINK) + 1)
    if (prefix === '') say('bad', '', `the link is longer than ${MAX_LINK} characters; the rest is not read`)
  }
  const pairs = new Map<string, string>()
  const repeated = new Set<string>()
  const unknown = new Set<string>()
  for (const [whole, value] of new URLSearchParams(text)) {
    if (!isKnown(whole)) unknown.add(whole)
    if (!whole.startsWith(prefix)) continue
    const name = whole.slice(prefix.length)
    if (!isField(name)) continue
    if (pairs.has(name)) repeated.add(name)
    else pairs.set(name, value)
  }
  if (prefix === '') sayUnknown([...unknown], [...KNOWN, ...ELSEWHERE], say)
  for (const name of repeated)
    say('ignored', echo(name), `${echo(name)} appears more than once; using the first`)
  return pairs
}
