/**
 * The link of a page: a scenario, and perhaps another one that is pinned beside it as A, to compare with. The pinned
 * one stands in the same grammar behind `pin.`: `?beta=4&pin.beta=1`; `pin=default` where all of it is default.
 */
import { FIELDS, type Scenario } from '#core'
import { echo } from './echo'
import { searchOf, VERSION, type LinkOptions } from './format-link'
import { migrate } from './migrate'
import { curb, type Note, type Say } from './note'
import { parseLink, readScenario } from './parse-link'
import { writeFields } from './parameters/grammar'
import { MAX_LINK, PIN as PREFIX, readPairs } from './parameters/read-pairs'

export interface PageLink {
  scenario: Scenario
  /** The scenario to compare with, or null. */
  pin: Scenario | null
}

/** What two scenarios must share to be compared. */
const SHARED = FIELDS.filter(([, { shared }]) => shared)

/** A scenario as it can be pinned beside another: with the other’s random numbers and axis. */
export const pinnedTo = (pin: Scenario, other: Scenario): Scenario => ({
  ...pin,
  ...Object.fromEntries(SHARED.map(([name]) => [name, other[name]]))
})

/** Reads the search part of a URL. Never throws; scenario and pin are always valid. */
export function parsePage(search: string | URLSearchParams): PageLink & { notes: Note[] } {
  const { scenario, notes } = parseLink(search)
  const all = [...notes]
  const say: Say = (kind, field, message) => all.push({ kind, field, message })
  const sayPinned: Say = (kind, field, message) => say(kind, PREFIX + field, `pinned: ${message}`)

  const text = `${search}`
  const fields = new URLSearchParams(text.slice(0, MAX_LINK))
  const pairs = readPairs(text, sayPinned, PREFIX)
  pairs.delete('v')
  for (const [, { link }] of SHARED) {
    if (pairs.delete(link!)) sayPinned('ignored', link!, `${link} is that of both; ignored`)
  }
  const marker = fields.get('pin')
  const isDefault = marker?.trim().toLowerCase() === 'default'
  if (marker !== null && !isDefault)
    say('bad', 'pin', `pin=${echo(marker)} is not default; nothing is pinned by it`)
  if (pairs.size === 0 && !isDefault) return { scenario, pin: null, notes: curb(all) }
  // The version holds for the whole link, and has its note already.
  const version = fields.get('v')
  if (version) pairs.set('v', version)
  const pin = readScenario(
    migrate(pairs, () => {}),
    sayPinned
  )
  return { scenario, pin: pinnedTo(pin, scenario), notes: curb(all) }
}

/** The one canonical link of a page; `parsePage` reads back the same, once the pin is `pinnedTo` the scenario. */
export function formatPage({ scenario, pin }: PageLink, { version = false }: LinkOptions = {}): string {
  const pinned = pin === null ? [] : writeFields(pin).filter((field) => !isShared(field))
  const marked = pin === null ? [] : pinned.length === 0 ? ['pin=default'] : pinned.map((f) => PREFIX + f)
  return searchOf([...writeFields(scenario), ...marked, ...(version ? [VERSION] : [])])
}

const isShared = (field: string) => SHARED.some(([, { link }]) => field.startsWith(`${link}=`))
