/** What the framing page may ask of an embed, version 1 of the protocol. No part of a message is trusted. */
import { THEMES, type Theme } from '$lib/link/embed/embed-options'
import { MAX_LINK } from '$lib/link/page-link'
import { PROTOCOL, SOURCE } from './events'

export type Command =
  /** Shows another scenario: that of a link, or the present one with some parameters changed. */
  | { command: 'set'; link: string }
  | { command: 'set'; fields: Record<string, string> }
  /** Returns to the scenario of the embed's own address. */
  | { command: 'reset' }
  | { command: 'theme'; theme: Theme }
  /** Asks for `ready` and the height again: for a host whose script loaded late. */
  | { command: 'hello' }

/** The page that may send commands and receives events. */
export interface Host {
  window: unknown
  /** The framing page's origin; null if the browser hides it. */
  origin: string | null
}

/** The fields of a MessageEvent that are read. */
interface Message {
  source: unknown
  origin: string
  data: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** More parameters than a link has. */
const MOST_FIELDS = 64
/** Longest link and longest value that are read, characters: above the limits of links, so that a note can say so. */
const LONGEST = 2 * MAX_LINK

/** The command in a message; null for any other message, and for one that is not from the host. */
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

/**
 * The origin of the page that frames this one; null if the browser hides it.
 * @param ancestors the origins of the framing pages, the nearest first, where the browser has them
 * @param referrer the address that this page was opened from
 */
export function originOfParent(ancestors: ArrayLike<string> | undefined, referrer: string): string | null {
  const told = ancestors?.[0]
  // An opaque origin is “null”, like any other opaque origin.
  if (told !== undefined) return told === 'null' ? null : told
  try {
    return new URL(referrer).origin
  } catch {
    return null
  }
}
