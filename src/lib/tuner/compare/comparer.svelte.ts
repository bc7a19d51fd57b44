/** The comparison of a page: its laws first, its simulations when they have come. */
import {
  type Advised,
  type Comparison,
  type FoundLaw,
  type Key,
  type Laws,
  type Model,
  type Scenario,
  comparison,
  measuresOfLaw
} from '#core'
import { plainly, type TypedScenario } from '$lib/link/spelling'
import { withShownNames } from '$lib/text/key-view'
import { createRunner } from '$lib/worker/choose-runner'
import type { FindMeasures } from '$lib/worker/comparing'
import type { Runner } from '$lib/worker/runner'
import { afterRest } from '../state/rested.svelte'

/** Wait so long, ms, after a change before computing: while somebody types, each value is gone in a moment. */
const REST_MS = 80

/** What a comparison depends on. */
interface Question {
  scenario: Scenario
  key: Key
  /** The key's name for words; null for the only one. */
  name: string | null
}

/** What the page was sent with: the laws of the first key. */
export interface SentLaws {
  advised: Advised
  laws: Laws
}

interface Found {
  question: string
  name: string | null
  comparison: Comparison
  progress: number
}

function questionOf(scenario: TypedScenario, place: number): Question {
  const plain = plainly(scenario)
  const at = Math.min(place, plain.keys.length - 1)
  const key = plain.keys[at]
  const name = plain.keys.length > 1 ? withShownNames(plain).keys[at].name : null
  // Only this key, and no axis: neither changes the comparison.
  return { scenario: { ...plain, keys: [key], sweep: 'beta' }, key, name }
}

export class Comparer {
  readonly #ask: () => { scenario: TypedScenario; place: number }
  #runner: Runner | null = null
  #found = $state.raw() as Found
  error = $state<string | null>(null)

  /**
   * @param ask the scenario, and the place of the key that is compared
   * @param sent of the scenario at present, and its first key
   */
  constructor(ask: () => { scenario: TypedScenario; place: number }, { advised, laws }: SentLaws) {
    this.#ask = ask
    const question = questionOf(ask().scenario, 0)
    const { scenario, key, name } = question
    this.#found = {
      question: JSON.stringify(question),
      name,
      comparison: comparison(scenario, key, advised, laws),
      progress: 0
    }
  }

  /** As text, so that it changes only when the comparison may. */
  readonly #text: string = $derived.by(() => {
    const { scenario, place } = this.#ask()
    return JSON.stringify(questionOf(scenario, place))
  })
  /** Whether what is shown is of the present scenario; that of the one before stays until its laws are there. */
  readonly current: boolean = $derived(this.#found.question === this.#text)
  /** What is known; simulations are in it once all of them are done. */
  readonly comparison: Comparison = $derived(this.#found.comparison)
  /** The name of the key that it is of, for words; null for the only one. */
  readonly name: string | null = $derived(this.#found.name)
  /** How much of the work is done, from 0 to 1. */
  readonly progress: number = $derived(this.current ? this.#found.progress : 0)

  /** Computes whenever the question changes, until its effect root ends. Call once, in the browser. */
  simulate(): void {
    $effect(() => {
      const question = this.#text
      return afterRest(REST_MS, (signal) => void this.#start(question, signal))
    })
  }

  async #start(question: string, signal: AbortSignal): Promise<void> {
    const { scenario, key, name } = JSON.parse(question) as Question
    this.error = null
    try {
      const { compareKey } = await import('$lib/worker/comparing')
      this.#runner ??= createRunner()
      await compareKey(scenario, key, this.#runner, byWorker, signal, ({ comparison, progress }) => {
        if (!signal.aborted) this.#found = { question, name, comparison, progress }
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

/** Where no worker starts, nothing has a law, and the simulation alone has figures. */
const byWorker: FindMeasures = async (models: Model[], signal) => {
  const found = new Map<Model, FoundLaw>()
  try {
    const { findLaws } = await import('$lib/worker/laws/find-laws')
    await findLaws(models, (one, place) => found.set(models[place], one), signal)
  } catch {
    // A policy may forbid the worker.
  }
  signal.throwIfAborted()
  return models.map((model) => measuresOfLaw(model, found.get(model)?.law ?? null))
}
