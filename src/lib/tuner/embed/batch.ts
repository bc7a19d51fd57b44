/** Carries out several commands as one. Loaded at the first command, because it reads links. */
import { formatPage, parsePage, type Note, type PageLink } from '$lib/link/parameters/codec'
import type { Theme } from '$lib/link/embed/embed-options'
import { curb } from '$lib/link/note'
import { PIN } from '$lib/link/page-link'
import { readyForRules } from '$lib/link/rules/rule-reader'
import { withoutQuantiles } from '$lib/link/spelling'
import type { Command } from './commands'

type Page = PageLink & { notes: Note[] }

/** The outcome of several commands; null for what they leave unchanged. */
interface Batch {
  page: Page | null
  theme: Theme | null
  /** Whether to send `ready` again. */
  hello: boolean
}

/**
 * The page and theme that the commands lead to one after the other.
 * @param present the present page
 * @param home where a reset leads
 */
export function batch(
  commands: readonly Command[],
  present: PageLink,
  home: { page: Page; theme: Theme }
): Batch {
  let page: Page | null = null
  let theme: Theme | null = null
  /** Notes on refused values, except those that a later command sets again. */
  let notes: Note[] = []
  for (const command of sinceTheLastWhole(commands)) {
    if (command.command === 'theme') theme = command.theme
    else if (command.command === 'reset') {
      page = home.page
      theme = home.theme
      notes = page.notes
    } else if (command.command === 'set') {
      const next = applySet(command, page ?? present)
      const kept = 'link' in command ? [] : notes.filter(({ field }) => !Object.hasOwn(command.fields, field))
      const known = new Set(kept.map(({ message }) => message))
      notes = curb([...kept, ...next.notes.filter(({ message }) => !known.has(message))])
      page = next
    }
  }
  return {
    page: page && { ...page, notes },
    theme,
    hello: commands.some(({ command }) => command === 'hello')
  }
}

/**
 * Loads what reads the rules of these commands. Fields are set in the link of the present page, whose rule is then read
 * again. Await this before `batch`.
 */
export async function readyForBatch(commands: readonly Command[], present: PageLink): Promise<void> {
  const links = commands.flatMap((command) =>
    command.command !== 'set'
      ? []
      : 'link' in command
        ? searchIn(command.link)
        : [formatPage(present), new URLSearchParams(command.fields)]
  )
  await Promise.all(links.map(readyForRules))
}

/** A link may be a whole address, as people copy it and as our own events contain it. */
const searchIn = (link: string) => link.slice(Math.max(0, link.indexOf('?'))).split('#')[0]

/** The page after a `set`. Like the reading of a link it never throws, and notes what it refuses. */
export function applySet(command: Extract<Command, { command: 'set' }>, present: PageLink) {
  if ('link' in command) return parsePage(searchIn(command.link))
  const sets = (pattern: RegExp) => Object.keys(command.fields).some((name) => pattern.test(name))
  // Mean and cv on the one hand, p50 and p99 on the other, say the same: what is set replaces the other two.
  const base = sets(/^(?:pin\.)?(?:delta|cv)$/)
    ? { scenario: withoutQuantiles(present.scenario), pin: present.pin && withoutQuantiles(present.pin) }
    : present
  const fields = new URLSearchParams(formatPage(base))
  for (const prefix of ['', PIN])
    if (sets(new RegExp(`^${prefix}p(?:50|99)$`)))
      for (const name of ['delta', 'cv']) fields.delete(prefix + name)
  for (const [name, value] of Object.entries(command.fields)) fields.set(name, value)
  return parsePage(fields)
}

/** Drops commands whose outcome a later link or reset replaces. */
function sinceTheLastWhole(commands: readonly Command[]): Command[] {
  const last = commands.findLastIndex(
    (command) => command.command === 'reset' || (command.command === 'set' && 'link' in command)
  )
  return commands.filter(({ command }, i) => i >= last || command !== 'set')
}
