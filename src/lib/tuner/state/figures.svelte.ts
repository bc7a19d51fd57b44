/**
 * The figures of the page: in closed form at once, simulated as they come. The parts of the page that show them import
 * this file, and hydrate later: a page can be used before it has loaded.
 */
import { untrack } from 'svelte'
import { type FoundLaw, type Model, type Scenario, type Tally, modelOf, whySimulated } from '#core'
import { type KeyView, viewKey, withShownNames } from '$lib/text/key-view'
import { placesIn } from '$lib/figure/pin/pinned-places'
import { sweepDomain, sweepModels } from '$lib/figure/waste/sweep'
import { pinnedTo } from '$lib/link/parameters/codec'
import { createRunner } from '$lib/worker/choose-runner'
import type { Job, Progress, Runner } from '$lib/worker/runner'
import { sweepJob } from '$lib/worker/sweep-job'
import { afterRest } from './rested.svelte'
import type { Tuner } from './tuner.svelte'
import { whenLoaded } from '../hydration/when-loaded.svelte'

/** How long a scenario rests before it is simulated, ms: while β is dragged, each value is soon replaced. */
const REST_MS = 60

/** Two jobs with the same name have the same result, to the last bit. */
const nameOf = ({ model, cycles, seed, stepsPerCycle }: Job) =>
  JSON.stringify([model, cycles, seed, String(stepsPerCycle)])

type NamedJob = [name: string, job: Job]

const made = new WeakMap<Tuner, Figures>()

/** The one set of figures of a page. */
export function figuresOf(tuner: Tuner): Figures {
  let figures = made.get(tuner)
  // In a root of its own, because what derives inside a component goes stale when that component goes.
  if (!figures) $effect.root(() => void (figures = new Figures(tuner)))
  // The server runs no effects.
  figures ??= new Figures(tuner)
  made.set(tuner, figures)
  return figures
}

export class Figures {
  readonly #tuner: Tuner
  #tallies = $state.raw(new Map<string, Tally>())
  #complete = new Set<string>()
  /** The laws of caches with options, by their models. */
  #laws = $state.raw<ReadonlyMap<string, FoundLaw>>(new Map())

  /** The last views, to be reused where nothing changed. */
  #before: KeyView[][] = [[], [], []]

  constructor(tuner: Tuner) {
    this.#tuner = tuner
    const { scenario, tallies, laws } = tuner.sent
    const { cycles, seed } = scenario
    tallies.forEach((tally, i) => {
      if (tally)
        this.#tallies.set(nameOf({ model: modelOf(scenario, scenario.keys[i]), cycles, seed }), tally)
    })
    this.#laws = new Map(
      laws.flatMap((law, i) => (law ? [[JSON.stringify(modelOf(scenario, scenario.keys[i])), law]] : []))
    )
  }

  /** The scenario for texts and figures, with long names shortened. */
  readonly shown: Scenario = $derived.by(() => withShownNames(this.#tuner.scenario))
  readonly views: KeyView[] = $derived.by(() => this.#view(0, this.#tuner.scenario))
  /** The same keys at the paper’s β. */
  readonly atOne: KeyView[] = $derived.by(() => this.#view(1, { ...this.#tuner.scenario, beta: 1 }))
  /** The pinned scenario with the present seed and axis; as text, so that equal values count as unchanged. */
  readonly #pinText: string = $derived.by(() => {
    const { pin, scenario } = this.#tuner
    return JSON.stringify(pin && pinnedTo(pin, scenario))
  })
  readonly #pinned: Scenario | null = $derived(JSON.parse(this.#pinText))
  readonly #pinnedKeys: KeyView[] = $derived.by(() => (this.#pinned ? this.#view(2, this.#pinned) : []))
  /** The place of each present key in A, or null. */
  readonly places: (number | null)[] = $derived.by(() =>
    this.#pinned ? placesIn(this.#pinned.keys, this.#tuner.scenario.keys) : []
  )
  /** The pinned keys in the order of the present ones; null for a new key, and if nothing is pinned. */
  readonly pinned: (KeyView | null)[] | null = $derived(
    this.#pinned && this.places.map((place) => (place === null ? null : this.#pinnedKeys[place]))
  )
  /** All of A, including keys that are gone now; null if nothing is pinned. */
  readonly pinnedWhole = $derived(this.#pinned && { scenario: this.#pinned, views: this.#pinnedKeys })
  /** What figures compare the keys with: A, or the paper's β. */
  readonly ghosts: (KeyView | null)[] = $derived(this.pinned ?? this.atOne)

  /**
   * The input of the waste figure, as text, so that equal values count as unchanged. While β is swept, the present β
   * only moves a mark.
   */
  readonly #swept: string = $derived.by(() => {
    const { scenario } = this.#tuner
    const rest = scenario.sweep === 'beta' ? { ...scenario, beta: 1 } : scenario
    return JSON.stringify({ scenario: rest, domain: sweepDomain(scenario, this.#pinned) })
  })
  readonly sweep: { scenario: Scenario; domain: [number, number] } = $derived(JSON.parse(this.#swept))
  readonly #sweepJobs: { full: string; named: NamedJob }[][] = $derived.by(() => {
    const { scenario, domain } = this.sweep
    return sweepModels(scenario, domain).map((models) =>
      models.map((model) => {
        const job = sweepJob(model, scenario.cycles, scenario.seed)
        return { full: this.#named(model)[0], named: [nameOf(job), job] }
      })
    )
  })
  /** The tally of each key at each swept value, in full where the key has this value; null where it is not simulated yet. Empty where none is. */
  readonly sweepTallies: (Tally | null)[][] = $derived(
    this.#tallies.size === 0
      ? []
      : this.#sweepJobs.map((jobs) =>
          jobs.map(({ full, named: [name] }) => this.#tallies.get(full) ?? this.#tallies.get(name) ?? null)
        )
  )
  /**
   * The simulations in order: the keys, then β = 1 and A where they have no closed form, then the sweep. Depends on the
   * scenario alone, so that results of the simulation do not restart it.
   */
  readonly #jobs: NamedJob[] = $derived.by(() => {
    const { scenario } = this.#tuner
    const models = scenario.keys.map((key) => modelOf(scenario, key))
    const atOne = scenario.keys
      .map((key) => modelOf(scenario, key, 1))
      .filter((model) => whySimulated(model) !== null)
    const pinned = (this.#pinned?.keys ?? [])
      .map((key) => modelOf(this.#pinned!, key))
      .filter((model) => whySimulated(model) !== null)
    const keys = [...models, ...atOne, ...pinned].map((model) => this.#named(model))
    const names = new Set(keys.map(([name]) => name))
    const swept = this.#sweepJobs.flat().filter(({ full }) => !names.has(full))
    return this.#tuner.showsSweep ? [...keys, ...swept.map(({ named }) => named)] : keys
  })

  #named(model: Model): NamedJob {
    const { cycles, seed } = this.#tuner.scenario
    const job = { model, cycles, seed }
    return [nameOf(job), job]
  }

  /** Reuses the views of keys that have not changed. */
  #view(place: number, scenario: Scenario): KeyView[] {
    const before = this.#before[place]
    const views = scenario.keys.map((key, i) =>
      viewKey(
        scenario,
        key,
        i,
        this.#tallyOf(modelOf(scenario, key)),
        scenario.beta,
        before[i],
        this.#laws.get(JSON.stringify(modelOf(scenario, key)))
      )
    )
    const same = views.length === before.length && views.every((view, i) => view === before[i])
    return same ? before : (this.#before[place] = views)
  }

  #tallyOf(model: Model): Tally | null {
    return this.#tallies.get(this.#named(model)[0]) ?? null
  }

  /** Simulates whenever the scenario changes. Call once, in the browser, inside an effect root. */
  simulate(): void {
    const optioned = $derived(this.#lawful().size > 0)
    $effect(() => {
      if (!optioned) return
      return whenLoaded(import('./laws.svelte'), ({ followLaws }) =>
        followLaws(
          () => this.#lawful(),
          () => this.#laws,
          (found) => (this.#laws = found)
        )
      )
    })
    $effect(() => {
      const jobs = this.#jobs
      const wanted = new Set(jobs.map(([name]) => name))
      const missing = [...new Map(jobs)].filter(([name]) => !this.#complete.has(name))
      if (missing.length === 0) {
        untrack(() => {
          if (this.#tuner.run.running) this.#tuner.run = { ...this.#tuner.run, running: false }
        })
        return
      }
      return afterRest(REST_MS, (signal) => void this.#start(missing, wanted, signal))
    })
  }

  /** The models of caches with options, by their names in `#laws`. */
  #lawful(): Map<string, Model> {
    const models = [...this.views, ...this.ghosts].flatMap((view) => (view?.model.options ? view.model : []))
    return new Map(models.map((model) => [JSON.stringify(model), model]))
  }

  /** Where all simulations of the page run. */
  runner(): Runner {
    return this.#tuner.runnerOr(createRunner)
  }

  async #start(missing: [string, Job][], wanted: Set<string>, signal: AbortSignal): Promise<void> {
    const take = ({ tallies, done, total, cycles, seconds }: Progress, running: boolean) => {
      const next = new Map([...this.#tallies].filter(([name]) => wanted.has(name)))
      tallies.forEach((tally, i) => tally && next.set(missing[i][0], tally))
      this.#tallies = next
      // A dropped tally must be simulated again if it is wanted again.
      this.#complete = new Set([...this.#complete].filter((name) => wanted.has(name)))
      this.#tuner.run = {
        running,
        done,
        total,
        cyclesPerSecond: seconds > 0 ? cycles / seconds : 0,
        error: null
      }
    }
    try {
      const jobs = missing.map(([, job]) => job)
      const last = await this.runner().run(
        jobs,
        (progress) => !signal.aborted && take(progress, true),
        signal
      )
      if (signal.aborted) return
      take(last, false)
      missing.forEach(([name]) => this.#complete.add(name))
    } catch (error) {
      if (signal.aborted) return
      this.#tuner.run = {
        ...this.#tuner.run,
        running: false,
        error: error instanceof Error ? error.message : String(error)
      }
    }
  }
}
