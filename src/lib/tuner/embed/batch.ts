/** Commands that come faster than a page can be drawn are gathered, and done as one. */
import type { Note, PageLink } from '$lib/link/parameters/codec'
import type { Theme } from '$lib/link/embed/embed-options'
import { curb } from '$lib/link/note'
import { applySet, type Command } from './commands'

/** So many are handed on at once, so that neither their number nor the time to read them grows without end. */
export const MOST_GATHERED = 1000

/** Gathers what comes, and hands all of it on in one go when the page has its next turn. */
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
      // Not an animation frame: a frame out of sight has none.
      else timer ??= setTimeout(handOn)
    },
    stop
  }
}

type Page = PageLink & { notes: Note[] }

/** What is left to do of a row of commands; null where they leave something as it is. */
export interface Batch {
  page: Page | null
  theme: Theme | null
  /** Say again that it is there. */
  hello: boolean
}

/**
 * The same page and theme as after each command in its order.
 * @param present the page as it is
 * @param home what a reset goes back to
 */
export function batch(
  commands: readonly Command[],
  present: PageLink,
  home: { page: Page; theme: Theme }
): Batch {
  let page: Page | null = null
  let theme: Theme | null = null
  /** What was not taken, as long as no later command sets it again. */
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

/** Without the pages that a later link or reset replaces as a whole. */
function sinceTheLastWhole(commands: readonly Command[]): Command[] {
  const last = commands.findLastIndex(
    (command) => command.command === 'reset' || (command.command === 'set' && 'link' in command)
  )
  return commands.filter(({ command }, i) => i >= last || command !== 'set')
}
