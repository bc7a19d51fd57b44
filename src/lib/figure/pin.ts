/** A scenario beside the one that was pinned as A: what differs. */
import {
  type Key,
  IMPLEMENTATIONS,
  PARAMETERS,
  type ParameterKey,
  type Scenario,
  implementationLabel
} from '#core'
import { writeArrivals } from '$lib/link/parameters/arrivals'
import { writeCoordination } from '$lib/link/parameters/coordination'
import { shownName } from '$lib/link/parameters/names'
import { readableQuantity } from '$lib/link/quantity/quantity'
import { placesIn } from './pinned-places'

export interface Difference {
  what: string
  /** Null for a key that is new. */
  from: string | null
  /** Null for a key that is gone. */
  to: string | null
}

const PLAIN: (ParameterKey & keyof Scenario)[] = [
  'beta',
  'ttl',
  'delta',
  'deltaCv',
  'resolution',
  'late',
  'lifetimeBudget'
]

/** What is not the same in the two, with its units. The dice and the axis are of the picture, and left out. */
export function differences(pinned: Scenario, present: Scenario): Difference[] {
  const found: Difference[] = []
  const compare = (what: string, from: string, to: string) => {
    if (from !== to) found.push({ what, from, to })
  }
  for (const key of PLAIN) {
    const { symbol, unit } = PARAMETERS[key]
    // Where only what is beyond four digits differs, all digits are told.
    const [from, to] = [pinned[key], present[key]]
    const short = [readableQuantity(from, unit), readableQuantity(to, unit)]
    if (from !== to && short[0] === short[1]) compare(symbol, `${from}`, `${to}`)
    else compare(symbol, short[0], short[1])
  }
  compare('coordination', coordinationOf(pinned), coordinationOf(present))
  compare('requests', writeArrivals(pinned.arrivals), writeArrivals(present.arrivals))
  const implementations = [pinned, present].map((scenario) =>
    IMPLEMENTATIONS[scenario.implementation].choices ? implementationLabel(scenario) : scenario.implementation
  )
  compare('cache', implementations[0], implementations[1])
  const places = placesIn(pinned.keys, present.keys)
  present.keys.forEach((key, i) => {
    const place = places[i]
    if (place === null) return found.push({ what: shownName(key.name), from: null, to: rateOf(key) })
    const was = pinned.keys[place]
    compare('name', shownName(was.name), shownName(key.name))
    compare(`${shownName(key.name)} rate`, rateOf(was), rateOf(key))
    compare(`${shownName(key.name)} TTL`, ownOf(was.ttl), ownOf(key.ttl))
    compare(`${shownName(key.name)} Δ`, ownOf(was.delta), ownOf(key.delta))
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

const coordinationOf = (scenario: Scenario) =>
  writeCoordination(scenario).replace('coalesce:', 'coalescing in ')
const rateOf = ({ rate }: Key) => readableQuantity(rate, '1/s')
const ownOf = (value: number | null) => (value === null ? 'as for all' : readableQuantity(value, 's'))
