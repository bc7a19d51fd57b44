/**
 * Finds the laws of keys of a cache with options. They come by quadrature, in a worker, and may take a while; until then,
 * and where there is none, the simulation has the figures. Loaded with the first option.
 */
import { untrack } from 'svelte'
import type { FoundLaw, Model } from '#core'
import { findLaws } from '$lib/worker/laws/find-laws'
import { afterRest } from './rested.svelte'

/** While β is dragged, each value is soon replaced, ms. */
const REST_MS = 60

/**
 * Finds what is missing whenever the models change, and forgets the rest. Call where effects may be made.
 * @param models by name
 * @param found what is known, by name
 */
export function followLaws(
  models: () => Map<string, Model>,
  found: () => ReadonlyMap<string, FoundLaw>,
  keep: (found: Map<string, FoundLaw>) => void
): void {
  // As text, so that a law that comes does not start the others anew.
  const names = $derived([...models().keys()].join('\n'))
  $effect(() => {
    if (names === '') return
    const wanted = untrack(models)
    return afterRest(REST_MS, (signal) => {
      const missing = [...wanted].filter(([name]) => !found().has(name))
      if (missing.length === 0) return
      void findLaws(
        missing.map(([, model]) => model),
        (law, place) => {
          const kept = [...found()].filter(([name]) => wanted.has(name))
          keep(new Map([...kept, [missing[place][0], law]]))
        },
        signal
      )
    })
  })
}
