/** Gathers commands that come faster than the page can draw, and carries them out as one. */
import type { Note, PageLink } from '$lib/link/parameters/codec'
import type { Theme } from '$lib/link/embed/embed-options'
import { curb } from '$lib/link/note'
import { applySet, type Command } from './commands'

/** Most commands in a batch, so that its size and the time to read it are bounded. */
export const MOST_GATHERED = 1000

/** Gathers items, and hands them on together in the next task. */
export function gathering<T>(act: (all: T[]) => void): { add: (one: T) => void; stop: () => void } {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
    waiting = []
  }
  const handOn = () => {
    const all = waiting
    stop()
    act(all)
  }
  return {
    add(one) {
      waiting.push(one)
      if (waiting.length >= MOST_GATHERED) handOn()
      // Not an animation frame: an iframe out of sight gets none.
      else timer ??= setTimeout(handOn)
    },
    stop
  }
}

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

/** Drops commands whose outcome a later link or reset replaces. */
function sinceTheLastWhole(commands: readonly Command[]): Command[] {
  const last = commands.findLastIndex(
    (command) => command.command === 'reset' || (command.command === 'set' && 'link' in command)
  )
  return commands.filter(({ command }, i) => i >= last || command !== 'set')
}
