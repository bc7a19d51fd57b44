import { type Scenario, fieldOf } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'

/** The known word that a text is, in any case and with blanks around it; undefined where it is not one of them. */
export function oneOf<T extends string>(text: string, known: readonly T[]): T | undefined {
  const word = text.trim().toLowerCase()
  return known.find((one) => one === word)
}

/**
 * The choice that a text names, for a field of the table; where it names none, the default, with a note.
 * @param refusal what the note says of a text that names none; lists the choices by default
 */
export function readChoice(name: keyof Scenario, text: string, say: Say, refusal?: string): unknown {
  const { link, fallback, choices: known = [] } = fieldOf(name)
  const found = oneOf(text, known)
  const reason = refusal ?? `is not one of ${known.join(', ')}`
  if (found === undefined)
    say('bad', link ?? '', `${link}=${echo(text)} ${reason}; using ${String(fallback)}`)
  return found ?? fallback
}
