import { MAX_NAME } from '#core'
import { cleanName, shownName, uniqueName } from '$lib/link/parameters/names'

/** A key's new name, or null where the old one stays; and what to say where it is not the one that was typed. */
export interface Renamed {
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
