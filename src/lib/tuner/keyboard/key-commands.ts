/** The actions of the shortcuts on the tuner's page. */
import { nudgedBeta } from '$lib/figure/held-beta'
import { inFull } from '$lib/text/words'
import type { KeyCommand } from './shortcuts'
import { advisorOf } from '../state/advisor.svelte'
import type { Tuner } from '../state/tuner.svelte'

interface CommandTargets {
  tuner: Tuner
  step: (way: 'undo' | 'redo') => void
  copyLink: () => Promise<string>
  /** Ends a change, so that it is one step of undo. */
  rest: () => void
}

/** @returns a message, unless the page itself shows what happened */
export function act(
  command: Exclude<KeyCommand, 'sheet'>,
  { tuner, step, copyLink, rest }: CommandTargets
): string | void | Promise<string> {
  switch (command) {
    case 'undo':
    case 'redo':
      return step(command)
    case 'raise':
    case 'lower':
      // A key may be held down: the change rests when it is released.
      tuner.set({ beta: nudgedBeta(tuner.scenario.beta, command === 'raise' ? 1 : -1) })
      return `β = ${inFull(tuner.scenario.beta, 4)}.`
    case 'take':
      return take(tuner, rest)
    case 'pin':
      tuner.pinPresent()
      rest()
      return 'The present scenario is pinned as A.'
    case 'copy':
      return copyLink()
    case 'figure':
      return nextFigure()
    case 'controls':
      return document.querySelector<HTMLElement>('main .beta input[type="range"]')?.focus()
  }
}

function take(tuner: Tuner, rest: () => void): string {
  const { complete, set } = advisorOf(tuner).recommendation
  if (!complete) return 'The advice is still being simulated.'
  if (set === null) return 'No β is advised for these keys.'
  tuner.set({ beta: set.beta })
  rest()
  return `β = ${inFull(set.beta, 4)}, as advised.`
}

/** Moves the focus to the figure after the one that has it; after the last, to the first. */
function nextFigure(): void {
  const titles = [...document.querySelectorAll<HTMLElement>('main figure h2')]
  const at = titles.findIndex((title) => title.closest('figure')!.contains(document.activeElement))
  const next = titles[(at + 1) % titles.length]
  if (!next) return
  next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.closest('figure')!.scrollIntoView({ block: 'start' })
}
