/** Reads the options of an embed. */
import { echo } from '../echo'
import { LESSON_NAMES } from '../parameters/lesson-name'
import { curb, type Note, type Say } from '../note'
import { oneOf } from '../parameters/one-of'
import { MAX_LINK } from '../page-link'
import { defaultEmbed, HIDEABLE, LOCKABLE, EMBED_PARTS, THEMES, type EmbedOptions } from './embed-options'

/** Reads the search part of a URL, with or without its question mark. */
export function parseEmbed(search: string | URLSearchParams): { options: EmbedOptions; notes: Note[] } {
  const notes: Note[] = []
  const say: Say = (kind, field, message) => notes.push({ kind, field, message })
  const pairs = new URLSearchParams(`${search}`.slice(0, MAX_LINK))
  const options = defaultEmbed()
  const on = (name: keyof EmbedOptions, read: (text: string) => void) => {
    const text = pairs.get(name)?.trim()
    if (text !== undefined && text !== '') read(text)
  }
  on('show', (text) => {
    const show = readList('show', text, EMBED_PARTS, say)
    if (show.length > 0) options.show = show
  })
  on('hide', (text) => (options.hide = readList('hide', text, HIDEABLE, say)))
  on('lock', (text) => (options.lock = readList('lock', text, LOCKABLE, say)))
  on('theme', (text) => (options.theme = readOne('theme', text, THEMES, say) ?? 'auto'))
  on('lesson', (text) => (options.lesson = readOne('lesson', text, LESSON_NAMES, say)))
  on('host', (text) => (options.host = readOrigin(text, say)))
  return { options, notes: curb(notes) }
}

function readList<T extends string>(field: string, text: string, known: readonly T[], say: Say): T[] {
  const asked = text.split(',', 20).map((name) => name.trim().toLowerCase())
  const strange = asked.filter((name) => !known.some((one) => one === name))
  if (strange.length > 0)
    say(
      'bad',
      field,
      `${field}: ${echo(strange.join(', ')) || 'an empty entry'} is not one of ${known.join(', ')}; left out`
    )
  return known.filter((one) => asked.includes(one))
}

function readOne<T extends string>(field: string, text: string, known: readonly T[], say: Say): T | null {
  const found = oneOf(text, known) ?? null
  if (found === null) say('bad', field, `${field}=${echo(text)} is not one of ${known.join(', ')}; ignored`)
  return found
}

/** An origin and nothing more: https://lms.example, with a port perhaps. */
function readOrigin(text: string, say: Say): string | null {
  const [, origin] = /^(https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)\/?$/i.exec(text.slice(0, 300)) ?? []
  const parsed = origin === undefined ? null : originOf(origin)
  if (parsed === null)
    say('bad', 'host', `host=${echo(text)} is not an origin such as https://lms.example; ignored`)
  return parsed
}

function originOf(text: string): string | null {
  try {
    return new URL(text).origin
  } catch {
    return null
  }
}
