/**
 * The advice for the page: in closed form at once, simulated when it comes. It does not depend on the present β, so
 * dragging β searches nothing anew. The parts of the page that show it import this file, and hydrate later: a page can
 * be used before it has loaded.
 */
import {
  type Key,
  type KeyAdvice,
  type Recommendation,
  type Scenario,
  adviseExactly,
  recommender
} from '#core'
import type { KeyView } from '$lib/text/key-view'
import { plainly, type TypedScenario } from '$lib/link/spelling'
import type { Told } from '$lib/worker/advising'
import type { Runner } from '$lib/worker/runner'
import { figuresOf } from './figures.svelte'
import { afterRest } from './rested.svelte'
import type { Tuner } from './tuner.svelte'

/** Wait so long, ms, after a change before simulating: while somebody types, each value is gone in a moment. */
const REST_MS = 150

const NOTHING: Told = { progress: 0, between: null }

/** What the advice depends on. */
const questionOf = (scenario: TypedScenario): Scenario => ({ ...plainly(scenario), beta: 1, sweep: 'beta' })

/** Equal names mean equal advice. */
const nameOf = ({ keys: _, ...rest }: Scenario, { name: __, ...key }: Key) => JSON.stringify([rest, key])

const advisors = new WeakMap<Tuner, Advisor>()

/** The one advisor of a page. */
export function advisorOf(tuner: Tuner): Advisor {
  const advisor = advisors.get(tuner) ?? new Advisor(tuner)
  advisors.set(tuner, advisor)
  return advisor
}

export class Advisor {
  readonly #tuner: Tuner
  #simulated = $state.raw(new Map<string, KeyAdvice>())
  /** How far the simulations are that go on. */
  #told = $state.raw(new Map<string, Told>())

  constructor(tuner: Tuner) {
    this.#tuner = tuner
    const { scenario, advice } = tuner.sent
    const asked = questionOf(scenario)
    advice.forEach((one, i) => {
      if (one) this.#previews.set(nameOf(asked, asked.keys[i]), one)
    })
  }

  /** Advice that was simulated before the page was sent: the same that the page would find. */
  readonly #previews = new Map<string, KeyAdvice>()
  /** As text, so that it changes only when the advice may. */
  readonly #text: string = $derived.by(() => JSON.stringify(questionOf(this.#tuner.scenario)))
  readonly asked: Scenario = $derived(JSON.parse(this.#text))
  /** For each key; null where it has to be simulated. */
  readonly exact: (KeyAdvice | null)[] = $derived(
    this.asked.keys.map((key) => adviseExactly(this.asked, key))
  )
  /** For each key; null while it is being simulated. */
  readonly advice: (KeyAdvice | null)[] = $derived(
    this.asked.keys.map((key, i) => {
      const name = nameOf(this.asked, key)
      return this.exact[i] ?? this.#simulated.get(name) ?? this.#previews.get(name) ?? null
    })
  )
  /** For any present β. */
  readonly #recommender = $derived(recommender(this.asked, this.advice))

  readonly #tells: (Told | null)[] = $derived(
    this.asked.keys.map((key, i) =>
      this.advice[i] ? null : (this.#told.get(nameOf(this.asked, key)) ?? NOTHING)
    )
  )
  /** The share of the work that is done, over all keys. */
  readonly #progress: number = $derived(
    this.#tells.reduce((sum, told) => sum + (told?.progress ?? 1), 0) / this.#tells.length
  )
  /** Keys share a β, so bounds for one hold only where no β protects any other. */
  readonly #between: [number, number] | null = $derived.by(() => {
    const open = this.#tells.filter((told) => told !== null)
    const alone = this.advice.every((one) => one === null || one.beta === null)
    return open.length === 1 && alone ? open[0].between : null
  })

  /** Which β to set, and all that is said about it. */
  readonly recommendation: Recommendation = $derived.by(() => {
    const { scenario, run } = this.#tuner
    const { views, atOne } = figuresOf(this.#tuner)
    // What is said of a simulated key is final: its figures at another β are told once all of their cycles are done.
    const final = (view: KeyView, i: number) =>
      run.running && this.advice[i]?.simulated && !(view.tally && view.tally.cycles >= scenario.cycles)
        ? { figures: null, errors: null }
        : view
    return this.#recommender(scenario.beta, {
      present: views.map(final),
      one: atOne.map(final),
      progress: this.#progress,
      between: this.#between
    })
  })

  /** Keeps simulated advice up with the scenario. Call once, in the browser, inside an effect root. */
  simulate(): void {
    const figures = figuresOf(this.#tuner)
    $effect(() => {
      const asked = this.asked
      const missing = asked.keys.filter(
        (key, i) => this.exact[i] === null && !this.#previews.has(nameOf(asked, key))
      )
      if (missing.length === 0) return
      return afterRest(REST_MS, (signal) => void this.#ask(asked, missing, figures.runner(), signal))
    })
  }

  async #ask(asked: Scenario, keys: Key[], runner: Runner, signal: AbortSignal): Promise<void> {
    try {
      const { adviseKey } = await import('$lib/worker/advising')
      const ask = async (key: Key) => {
        const name = nameOf(asked, key)
        if (this.#simulated.has(name)) return
        const advice = await adviseKey(asked, key, runner, signal, (told) => {
          this.#told = new Map(this.#told).set(name, told)
        })
        this.#simulated = new Map(this.#simulated).set(name, advice)
      }
      await Promise.all(keys.map(ask))
    } catch (error) {
      // The page says why simulations fail where it shows their progress; here the advice stays out.
      if (!signal.aborted) console.error(error)
    }
  }
}
