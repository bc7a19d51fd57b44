/** Apart from the tuner: a page shows the rest of it first. */
import { plain } from '$lib/text/sentence'
import { verdict } from '$lib/text/verdict'
import { figuresOf } from './figures.svelte'
import type { Tuner } from './tuner.svelte'

/** What the present β does to each key of the page, in words. */
export function verdictOf(tuner: Tuner) {
  const { views, atOne } = figuresOf(tuner)
  return verdict(tuner.scenario.beta, views, atOne)
}

/** The same as a title. */
export const titleOf = (tuner: Tuner) => plain(verdictOf(tuner).says)
