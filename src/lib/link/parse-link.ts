import { clampDeltas } from './parameters/clamp-deltas'
import { readFields } from './parameters/grammar'
import { readPairs } from './parameters/read-pairs'
import { migrate } from './migrate'
import { curb } from './note'
import type { Note, Say } from './note'
import { settled, type TypedScenario } from './spelling'

/**
 * Reads the search part of a URL, with or without its question mark, as a scenario.
 * Each field is read strictly and by itself: one that cannot be read has its default, one out of range is
 * clamped, parameters that nothing reads are ignored; the notes say what was not taken as it stood.
 * The scenario is always valid. Never throws; the work is bounded however long the link.
 */
export function parseLink(search: string | URLSearchParams): { scenario: TypedScenario; notes: Note[] } {
  const notes: Note[] = []
  const say: Say = (kind, field, message) => notes.push({ kind, field, message })
  return { scenario: readScenario(migrate(readPairs(search, say), say), say), notes: curb(notes) }
}

/** The scenario of a link’s parameters; a note tells what is not taken as it stands. */
export const readScenario = (pairs: Map<string, string>, say: Say): TypedScenario =>
  settled(clampDeltas(readFields(pairs, say), say))
