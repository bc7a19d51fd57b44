import { echo } from './echo'
import { migrate } from './migrate'
import { curb, type Note, type Say } from './note'
import { MAX_LINK, PIN, pinnedTo, SHARED, type PageLink } from './page-link'
import { parseLink, readScenario } from './parse-link'
import { readPairs } from './parameters/read-pairs'

/** Await this before a link is read in a browser. */
export { readyForRules } from './rules/rule-reader'

/** Reads the search part of a URL. Never throws; scenario and pin are always valid. */
export function parsePage(search: string | URLSearchParams): PageLink & { notes: Note[] } {
  const { scenario, notes } = parseLink(search)
  const all = [...notes]
  const say: Say = (kind, field, message) => all.push({ kind, field, message })
  const sayPinned: Say = (kind, field, message) => say(kind, PIN + field, `pinned: ${message}`)

  const text = `${search}`
  const fields = new URLSearchParams(text.slice(0, MAX_LINK))
  const pairs = readPairs(text, sayPinned, PIN)
  pairs.delete('v')
  for (const [, { link }] of SHARED) {
    if (pairs.delete(link!)) sayPinned('ignored', link!, `${link} is that of both; ignored`)
  }
  const marker = fields.get('pin')
  const isDefault = marker?.trim().toLowerCase() === 'default'
  if (marker !== null && !isDefault)
    say('bad', 'pin', `pin=${echo(marker)} is not default; nothing is pinned by it`)
  if (pairs.size === 0 && !isDefault) return { scenario, pin: null, notes: curb(all) }
  // The version holds for the whole link, and was told of already.
  const version = fields.get('v')
  if (version) pairs.set('v', version)
  const pin = readScenario(
    migrate(pairs, () => {}),
    sayPinned
  )
  return { scenario, pin: pinnedTo(pin, scenario), notes: curb(all) }
}
