/** What is typed into the list of keys. */
import { type Key, MAX_NAME, PARAMETERS, type Scenario } from '#core'
import { cleanName, shownName, uniqueName } from '$lib/link/parameters/names'
import { toDigits } from '$lib/text/words'

/** Requests in a rebuild time of a key that is neither hot nor cold for XFetch. */
const WARM = 5

/** A key to add to a scenario: warm, with a round rate and an unused name. */
export function newKey({ keys, delta }: Scenario): Key {
  const { min, max } = PARAMETERS.rate
  const name = uniqueName(
    'warm',
    keys.map((key) => key.name)
  )
  return { name, rate: Math.min(max, Math.max(min, toDigits(WARM / delta, 1))), ttl: null, delta: null }
}

/** The new name of a key, or null to keep the old one; with a note if it is not what was typed. */
interface Renamed {
  name: string | null
  note: string | null
}

/** @param others names of the other keys */
export function rename(typed: string, others: readonly string[]): Renamed {
  const clean = cleanName(typed)
  if (clean === '') return { name: null, note: 'A key needs a name of at least one plain character' }
  const name = uniqueName(clean, others)
  const notes = [
    clean === typed.trim() ? '' : `A name has at most ${MAX_NAME} plain characters`,
    name === clean ? '' : `another key is named ${clean}`
  ].filter((part) => part !== '')
  return { name, note: notes.length === 0 ? null : `${notes.join('; ')}: using ${shownName(name)}` }
}
