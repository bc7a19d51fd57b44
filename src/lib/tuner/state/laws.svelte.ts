/**
 * The laws of keys of a cache with options. They come by quadrature, which is loaded with the first of them and may take
 * a while; until then, and where there is none, the simulation has the figures.
 */
import { untrack } from 'svelte'
import type { FoundLaw, Model } from '#core'
import { afterRest } from './rested.svelte'

/** While β is dragged, each value is soon replaced, ms. */
const REST_MS = 60

const nameOf = (model: Model) => JSON.stringify(model)

export class Laws {
  #found = $state.raw(new Map<string, FoundLaw>())

  /** Null while it is not known. */
  of(model: Model): FoundLaw | null {
    return model.options ? (this.#found.get(nameOf(model)) ?? null) : null
  }

  /** Finds those that are missing, and forgets the rest, whenever the models change. Call where effects may be made. */
  follow(models: () => Model[]): void {
    const all = $derived(new Map(models().map((model) => [nameOf(model), model])))
    // As text, so that a law that comes does not start the others anew.
    const names = $derived([...all].flatMap(([name, { options }]) => (options ? name : [])).join('\n'))
    $effect(() => {
      if (names === '') return
      const asked = names.split('\n')
      const wanted = new Map([...untrack(() => all)].filter(([name]) => asked.includes(name)))
      return afterRest(REST_MS, (signal) => void this.#find(wanted, signal))
    })
  }

  async #find(wanted: Map<string, Model>, signal: AbortSignal): Promise<void> {
    const missing = [...wanted].filter(([name]) => !this.#found.has(name))
    if (missing.length === 0) return
    try {
      const { findLaws } = await import('$lib/worker/laws/find-laws')
      if (signal.aborted) return
      const keep = (found: FoundLaw, place: number) => {
        const kept = [...this.#found].filter(([name]) => wanted.has(name))
        this.#found = new Map([...kept, [missing[place][0], found]])
      }
      await findLaws(
        missing.map(([, model]) => model),
        keep,
        signal
      )
    } catch {
      // It could not be loaded, or a policy forbids the worker: the simulation has figures all the same.
    }
  }
}
