/** A scenario beside the one that was pinned as A: what differs. */
import { FIELDS, IMPLEMENTATIONS, type Key, type NumberName, type Scenario, implementationLabel } from '#core'
import { inLink } from '$lib/link/parameters/write-fields'
import { shownName } from '$lib/link/parameters/names'
import { readableQuantity } from '$lib/link/quantity/quantity'
import { placesIn } from './pinned-places'

interface Difference {
  what: string
  /** Null for a key that is new. */
  from: string | null
  /** Null for a key that is gone. */
  to: string | null
}

/** What differs between the two, with its units. The seed and the axis belong to the picture and are left out. */
export function differences(pinned: Scenario, present: Scenario): Difference[] {
  const found: Difference[] = []
  const compare = (what: string, from: string, to: string) => {
    if (from !== to) found.push({ what, from, to })
  }
  for (const [name, { symbol, unit, shared, partOf }] of FIELDS) {
    if (shared || partOf || unit === undefined) continue
    const [from, to] = [pinned, present].map((scenario) => scenario[name as NumberName])
    // Where only what is beyond four digits differs, all digits are given.
    const short = [readableQuantity(from, unit), readableQuantity(to, unit)]
    if (from !== to && short[0] === short[1]) compare(symbol, `${from}`, `${to}`)
    else compare(symbol, short[0], short[1])
  }
  for (const [name, { symbol, shared, partOf, choices }] of FIELDS)
    if (choices && !shared && !partOf) compare(symbol, chosen(name, pinned), chosen(name, present))
  const places = placesIn(pinned.keys, present.keys)
  present.keys.forEach((key, i) => {
    const place = places[i]
    if (place === null) return found.push({ what: shownName(key.name), from: null, to: rateOf(key) })
    const was = pinned.keys[place]
    compare('name', shownName(was.name), shownName(key.name))
    compare(`${shownName(key.name)} rate`, rateOf(was), rateOf(key))
    compare(`${shownName(key.name)} TTL`, ownOf(was.ttl), ownOf(key.ttl))
    compare(`${shownName(key.name)} Δ`, ownOf(was.delta), ownOf(key.delta))
    compare(`${shownName(key.name)} stale`, ownOf(was.stale ?? null), ownOf(key.stale ?? null))
  })
  pinned.keys.forEach((key, i) => {
    if (!places.includes(i)) found.push({ what: shownName(key.name), from: rateOf(key), to: null })
  })
  return found
}

/**
 * "β from 1 to 4, cold is gone": the differences as part of a sentence; '' where there are none.
 * @param come what a key has done that was not there: it is new, or back
 */
export const inWords = (found: Difference[], come: 'new' | 'back' = 'new') =>
  found
    .map(({ what, from, to }) =>
      from === null ? `${what} is ${come}` : to === null ? `${what} is gone` : `${what} from ${from} to ${to}`
    )
    .join(', ')

function chosen(name: keyof Scenario, scenario: Scenario): string {
  if (name === 'implementation' && IMPLEMENTATIONS[scenario.implementation].choices)
    return implementationLabel(scenario)
  if (name === 'rule') return scenario.rule.kind === 'paper' ? scenario.rule.kind : scenario.rule.text
  return inLink(name, scenario).replace('coalesce:', 'coalescing in ')
}
const rateOf = ({ rate }: Key) => readableQuantity(rate, '1/s')
const ownOf = (value: number | null) => (value === null ? 'as for all' : readableQuantity(value, 's'))
