/** The comparison of a page: its laws at once, its simulations when they have come. */
import { type Comparison, type Key, type Scenario } from '#core'
import { plainly, type TypedScenario } from '$lib/link/spelling'
import { createRunner } from '$lib/worker/choose-runner'
import { comparedByLaw, compareKey } from '$lib/worker/comparing'
import type { Runner } from '$lib/worker/runner'
import { afterRest } from '../state/rested.svelte'

/** Wait so long, ms, after a change before simulating: while somebody types, each value is gone in a moment. */
const REST_MS = 150

/** What a comparison depends on. */
interface Question {
  scenario: Scenario
  key: Key
}

export class Comparer {
  readonly #ask: () => { scenario: TypedScenario; place: number }
  readonly #createRunner: () => Runner
  #runner: Runner | null = null
  #found = $state.raw<{ question: string; comparison: Comparison } | null>(null)
  #progress = $state(0)
  error = $state<string | null>(null)

  /** @param ask the scenario, and the place of the key that is compared */
  constructor(ask: () => { scenario: TypedScenario; place: number }, create: () => Runner = createRunner) {
    this.#ask = ask
    this.#createRunner = create
  }

  /** As text, so that it changes only when the comparison may. */
  readonly #text: string = $derived.by(() => {
    const { scenario, place } = this.#ask()
    const plain = plainly(scenario)
    const key = plain.keys[Math.min(place, plain.keys.length - 1)]
    // Only this key, and no axis: neither changes the comparison.
    return JSON.stringify({ scenario: { ...plain, keys: [key], sweep: 'beta' }, key } satisfies Question)
  })
  readonly #byLaw: Comparison = $derived.by(() => {
    const { scenario, key } = JSON.parse(this.#text) as Question
    return comparedByLaw(scenario, key)
  })
  /** What is known; simulations are in it once all of them are done. */
  readonly comparison: Comparison = $derived(
    this.#found?.question === this.#text ? this.#found.comparison : this.#byLaw
  )
  /** How much of the work is done, from 0 to 1. */
  readonly progress: number = $derived(this.#found?.question === this.#text ? this.#progress : 0)

  /** Simulates whenever the question changes, until its effect root ends. Call once, in the browser. */
  simulate(): void {
    $effect(() => {
      const question = this.#text
      return afterRest(REST_MS, (signal) => void this.#start(question, signal))
    })
  }

  async #start(question: string, signal: AbortSignal): Promise<void> {
    const { scenario, key } = JSON.parse(question) as Question
    this.error = null
    try {
      this.#runner ??= this.#createRunner()
      await compareKey(scenario, key, this.#runner, signal, ({ comparison, progress }) => {
        if (signal.aborted) return
        if (this.#found?.question !== question || this.#found.comparison !== comparison)
          this.#found = { question, comparison }
        this.#progress = progress
      })
    } catch (error) {
      if (!signal.aborted) this.error = error instanceof Error ? error.message : String(error)
    }
  }

  close(): void {
    this.#runner?.close()
    this.#runner = null
  }
}
