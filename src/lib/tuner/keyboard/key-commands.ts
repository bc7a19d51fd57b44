/** What each shortcut does on the page of the tuner. */
import { inFull } from '$lib/text/words'
import { nudge, type KeyCommand } from './shortcuts'
import type { Tuner } from '../state/tuner.svelte'

export interface Hands {
  tuner: Tuner
  step: (way: 'undo' | 'redo') => void
  copyLink: () => void
  /** The change is one of its own, and done. */
  settle: () => void
}

/** @returns what to say, where nothing else on the page says it */
export function act(
  command: Exclude<KeyCommand, 'sheet'>,
  { tuner, step, copyLink, settle }: Hands
): string | void {
  switch (command) {
    case 'undo':
    case 'redo':
      return step(command)
    case 'raise':
    case 'lower':
      // Keys are held down: one step once they rest.
      tuner.set({ beta: nudge(tuner.scenario.beta, command === 'raise' ? 1 : -1) })
      return `β = ${inFull(tuner.scenario.beta, 4)}.`
    case 'take':
      return take(tuner, settle)
    case 'pin':
      tuner.pinPresent()
      settle()
      return 'The present scenario is pinned as A.'
    case 'copy':
      return copyLink()
    case 'figure':
      return nextFigure()
    case 'controls':
      return document.querySelector<HTMLElement>('main .beta input[type="range"]')?.focus()
  }
}

function take(tuner: Tuner, settle: () => void): string {
  const { complete, set } = tuner.recommendation
  if (!complete) return 'The advice is still being simulated.'
  if (set === null) return 'No β is advised for these keys.'
  tuner.set({ beta: set.beta })
  settle()
  return `β = ${inFull(set.beta, 4)}, as advised.`
}

/** The one after that in which the focus is; the first after the last. */
function nextFigure(): void {
  const titles = [...document.querySelectorAll<HTMLElement>('main figure h2')]
  const at = titles.findIndex((title) => title.closest('figure')!.contains(document.activeElement))
  const next = titles[(at + 1) % titles.length]
  if (!next) return
  next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.closest('figure')!.scrollIntoView({ block: 'start' })
}
