/** Starts the simulations of a page. They load after the page can be used, so the tuner itself does not name them. */
import { whenLoaded } from './when-loaded.svelte'
import type { Tuner } from '../state/tuner.svelte'

/** Simulates whenever the scenario changes, until the effect root ends. Call once for a tuner, in the browser. */
export function startSimulations(tuner: Tuner): void {
  $effect(() => whenLoaded(import('../state/figures.svelte'), ({ figuresOf }) => figuresOf(tuner).simulate()))
  if (tuner.advises)
    $effect(() =>
      whenLoaded(import('../state/advisor.svelte'), ({ advisorOf }) => advisorOf(tuner).simulate())
    )
}
