/**
 * The link of a page: a scenario, and perhaps another one that is pinned beside it as A, to compare with. The pinned
 * one stands in the same grammar behind `pin.`: `?beta=4&pin.beta=1`; `pin=default` where all of it is default.
 */
import { FIELDS } from '#core'
import { searchOf, VERSION, type LinkOptions } from './format-link'
import { writeFields } from './parameters/write-fields'
import type { TypedScenario } from './spelling'

export interface PageLink {
  scenario: TypedScenario
  /** The scenario to compare with, or null. */
  pin: TypedScenario | null
}

/** What two scenarios must share to be compared. */
export const SHARED = FIELDS.filter(([, { shared }]) => shared)

/** A scenario as it can be pinned beside another: with the other’s random numbers and axis. */
export const pinnedTo = (pin: TypedScenario, other: TypedScenario): TypedScenario => ({
  ...pin,
  ...Object.fromEntries(SHARED.map(([name]) => [name, other[name]]))
})

/** The longest link that is read, in characters; six keys with the longest names stay below, pinned and not. */
export const MAX_LINK = 12_000

/** What stands before the parameters of the pinned scenario. */
export const PIN = 'pin.'

/** The link of a page, as `formatLink` writes it; `parsePage` reads back the same, once the pin is `pinnedTo` the scenario. */
export function formatPage({ scenario, pin }: PageLink, { version = false }: LinkOptions = {}): string {
  const pinned = pin === null ? [] : writeFields(pin).filter((field) => !isShared(field))
  const marked = pin === null ? [] : pinned.length === 0 ? ['pin=default'] : pinned.map((f) => PIN + f)
  return searchOf([...writeFields(scenario), ...marked, ...(version ? [VERSION] : [])])
}

const isShared = (field: string) => SHARED.some(([, { link }]) => field.startsWith(`${link}=`))
