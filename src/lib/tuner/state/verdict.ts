/** Apart from the tuner: a page shows the rest of it first. */
import { verdict } from '$lib/text/verdict'
import type { Tuner } from './tuner.svelte'

/** What the present β does to each key of the page, in words. */
export const verdictOf = ({ scenario, views, atOne }: Tuner) => verdict(scenario.beta, views, atOne)
