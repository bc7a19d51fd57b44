/** What the framing page may ask of an embed, version 1 of the protocol. Everything in a message is doubted. */
import { formatPage, parsePage, type PageLink } from '$lib/link/parameters/codec'
import { THEMES, type Theme } from '$lib/link/embed/embed-options'
import { MAX_LINK } from '$lib/link/parameters/read-pairs'
import { PROTOCOL, SOURCE } from './events'

export type Command =
  /** Another scenario: a whole link, or a few of its parameters over the present ones. */
  | { command: 'set'; link: string }
  | { command: 'set'; fields: Record<string, string> }
  /** Back to the scenario of the embed's own address. */
  | { command: 'reset' }
  | { command: 'theme'; theme: Theme }
  /** Say again that it is there, and how high: for a host whose script came late. */
  | { command: 'hello' }

/** Who may speak, and whom the embed speaks to. */
export interface Host {
  window: unknown
  /** The framing page's origin; null where it is not known, as for a host that hides it. */
  origin: string | null
}

/** As much of a MessageEvent as is looked at. */
export interface Message {
  source: unknown
  origin: string
  data: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** More parameters than a link has. */
const MOST_FIELDS = 64
/** Of a link with its address, and of a value, in characters: more than is read, and enough to say that it was more. */
const LONGEST = 2 * MAX_LINK

/** The command in a message, or null for anything that is none, or that does not come from the host. */
export function readCommand({ source, origin, data }: Message, host: Host): Command | null {
  if (source !== host.window || source === null) return null
  if (host.origin !== null && origin !== host.origin) return null
  if (!isRecord(data) || data.target !== SOURCE || data.version !== PROTOCOL) return null
  switch (data.command) {
    case 'hello':
    case 'reset':
      return { command: data.command }
    case 'theme': {
      const theme = THEMES.find((known) => known === data.theme)
      return theme === undefined ? null : { command: 'theme', theme }
    }
    case 'set': {
      if (typeof data.link === 'string') return { command: 'set', link: data.link.slice(0, LONGEST) }
      if (!isRecord(data.fields)) return null
      const fields = Object.entries(data.fields)
        .slice(0, MOST_FIELDS)
        .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
        .map(([name, value]) => [name, String(value).slice(0, LONGEST)])
      return { command: 'set', fields: Object.fromEntries(fields) }
    }
    default:
      return null
  }
}

/** What a `set` makes of the present page. Reads as a link is read: never throws, and says what it did not take. */
export function applySet(command: Extract<Command, { command: 'set' }>, present: PageLink) {
  // Also of a whole address, as people copy it and as our own statements have it.
  if ('link' in command)
    return parsePage(command.link.slice(Math.max(0, command.link.indexOf('?'))).split('#')[0])
  const fields = new URLSearchParams(formatPage(present))
  for (const [name, value] of Object.entries(command.fields)) fields.set(name, value)
  return parsePage(fields)
}

/**
 * The origin of the page that frames this one, as far as the browser tells.
 * @param ancestors the origins of the framing pages, the nearest first, where the browser has them
 * @param referrer the address that this page was opened from
 */
export function originOfParent(ancestors: ArrayLike<string> | undefined, referrer: string): string | null {
  const told = ancestors?.[0]
  // An opaque origin cannot be told from any other.
  if (told !== undefined) return told === 'null' ? null : told
  try {
    return new URL(referrer).origin
  } catch {
    return null
  }
}
