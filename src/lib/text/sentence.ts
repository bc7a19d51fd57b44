/** Sentences: plain words, and numbers that the page sets off. */
import type { TermName } from './terms/terms'
import { inFull, THIN } from './words'

/** A number of the scenario that stands in a sentence, where the reader can drag it. */
export type Held = 'beta' | 'late' | 'lifetimeBudget'
/** A piece of a sentence: plain words, a number to set off, or a term that explains itself where it is tapped. */
export type Piece = string | { number: string; of?: Held } | { term: TermName; text: string }
export type Sentence = Piece[]

/** A number to set off. */
export const n = (text: string): Piece => ({ number: text })
/** A term, in the word that the sentence has for it. */
export const t = (term: TermName, text: string = term): Piece => ({ term, text })
/** A piece as it is read. */
export const textOf = (piece: Piece) =>
  typeof piece === 'string' ? piece : 'term' in piece ? piece.text : piece.number
/** "β = 4.8". */
export const beta = (value: number) => `β${THIN}=${THIN}${inFull(value, 4)}`

/** "The hot key" for "the hot key". */
export const capitalized = (text: string) => text[0].toUpperCase() + text.slice(1)

/** Several sentences as one. */
export const joined = (sentences: Sentence[]): Sentence =>
  sentences.flatMap((sentence, i) => [...(i > 0 ? [' '] : []), ...sentence])

/** The sentences as one text, for titles, files and screen readers. */
export const plain = (sentences: Sentence[]) =>
  sentences.map((sentence) => sentence.map(textOf).join('')).join(' ')

/**
 * The start of a text, for the title of a preview: whole sentences, else whole clauses, else whole words and an
 * ellipsis. Sites that show previews would cut a longer title themselves, even in the middle of a number.
 * @param most characters
 */
export function shorten(text: string, most = 110): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  const sentence = start.search(/[.!?](?= )(?!.*[.!?] )/)
  if (sentence >= most / 3) return start.slice(0, sentence + 1)
  const clause = start.lastIndexOf('; ')
  if (clause >= most / 3) return `${start.slice(0, clause)}.`
  const room = start.slice(0, most - 2)
  const words = room.lastIndexOf(' ') > 0 ? room.slice(0, room.lastIndexOf(' ')) : room
  return `${words.replace(/[\s,;:(]+$/, '')} …`
}
