/**
 * What became of a field that was not taken as it stood:
 * - `bad`: it could not be read, and its default is used
 * - `clamped`: it was read, and changed to lie within its limits
 * - `ambiguous`: it can be read in two ways, and the likelier was taken
 * - `hint`: it was taken as it stands, which may not be what was meant
 * - `unit`: a bare number was taken in seconds or per second, which is as good as written out
 * - `ignored`: it says something that has no effect
 * - `migrated`: the link is of an older version of the model, and is read as a present one
 */
export type NoteKind = 'bad' | 'clamped' | 'ambiguous' | 'hint' | 'unit' | 'ignored' | 'migrated'

/** One remark about a link, for the person who opened it. */
export interface Note {
  kind: NoteKind
  /** The parameter as the link names it: `ttl`, `ttl.cold`. */
  field: string
  /** A sentence without its full stop: "beta=abc is not a number; using 1". */
  message: string
}

/** Takes a note down. */
export type Say = (kind: NoteKind, field: string, message: string) => void

/** More notes than this are no use to anybody. */
const MOST = 30

/** The notes as shown: the first thirty, and how many more there are, as grave as the gravest of them. */
export function curb(notes: Note[]): Note[] {
  if (notes.length <= MOST) return notes
  const rest = notes.slice(MOST - 1)
  const kind = (['bad', 'clamped', 'ambiguous', 'migrated', 'ignored', 'hint', 'unit'] as const).find((k) =>
    rest.some((n) => n.kind === k)
  )
  const last: Note = {
    kind: kind ?? 'ignored',
    field: '',
    message: `${rest.length} more parts of the link need a look`
  }
  return [...notes.slice(0, MOST - 1), last]
}
