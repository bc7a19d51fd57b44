/**
 * The state of the page: one scenario, and everything that follows from it. The closed form follows at once; the
 * simulation streams in behind. Nothing here knows of components.
 */
import { untrack } from 'svelte'
import { type Key, type KeyAdvice, type Model, type Scenario, type Tally, modelOf, whySimulated } from '#core'
import { viewKey, type KeyView } from '$lib/text/key-view'
import { placesIn } from '$lib/figure/pinned-places'
import { sweepDomain, sweepModels } from '$lib/figure/waste/sweep'
import { cautions, verdict } from '$lib/text/verdict'
import { withShownNames } from '$lib/text/shown-names'
import { formatPage, pinnedTo } from '$lib/link/parameters/codec'
import type { Note, PageLink } from '$lib/link/parameters/codec'
import { createRunner } from '$lib/worker/choose-runner'
import type { Job, Progress, Runner } from '$lib/worker/runner'
import { Advisor } from './advisor.svelte'
import { arrive, begin, record, redo, undo, type History } from './history'

/** While β is dragged, a simulation is not worth starting for a value that is gone in a moment. */
const SETTLE_MS = 60

export interface RunState {
  running: boolean
  done: number
  total: number
  cyclesPerSecond: number
  /** Why the simulation stopped short, or null. */
  error: string | null
}

/** Two jobs with the same name have the same result, to the last bit. */
const nameOf = ({ model, cycles, seed }: Job) => JSON.stringify([model, cycles, seed])

type NamedJob = [name: string, job: Job]

/** What the address cannot tell apart is one state. */
const sameLink = (a: PageLink, b: PageLink) => a === b || formatPage(a) === formatPage(b)

export interface TunerOptions {
  /** Of keys without a closed form, simulated before the page was sent. */
  tallies?: (Tally | null)[]
  /** For such keys, simulated before as well. */
  advice?: (KeyAdvice | null)[]
  /** Where simulations run. */
  createRunner?: () => Runner
  /** Whether the swept figure is on show: without it most of the simulation is not needed. */
  sweep?: boolean
  /** Whether the advice is on show; where it must be simulated, that is most of the work. */
  advises?: boolean
}

export class Tuner {
  scenario = $state.raw() as Scenario
  /** The scenario to compare with, A; or null. */
  pin = $state.raw<Scenario | null>(null)
  notes = $state.raw<Note[]>([])
  run = $state.raw<RunState>({ running: false, done: 0, total: 0, cyclesPerSecond: 0, error: null })

  readonly advisor: Advisor

  /** How often the state was replaced by another, other than through a field: what is being typed is dropped then. */
  replaced = $state(0)

  /** The states that came to rest. */
  #history = $state.raw() as History<PageLink>
  #tallies = $state.raw(new Map<string, Tally>())
  #complete = new Set<string>()
  #runner: Runner | null = null

  /** As they were a moment ago. */
  #before: KeyView[][] = [[], [], []]

  readonly #createRunner: () => Runner
  readonly #showsSweep: boolean
  readonly #advises: boolean

  constructor(
    { scenario, pin = null, notes = [] }: Partial<PageLink> & { scenario: Scenario; notes?: Note[] },
    {
      tallies = [],
      advice = [],
      createRunner: create = createRunner,
      sweep = true,
      advises = true
    }: TunerOptions = {}
  ) {
    this.scenario = scenario
    this.pin = pin
    this.notes = notes
    this.#history = begin({ scenario, pin })
    this.#createRunner = create
    this.#showsSweep = sweep
    this.#advises = advises
    this.advisor = new Advisor(() => this.scenario, advice)
    tallies.forEach((tally, i) => {
      if (tally) this.#tallies.set(this.#named(modelOf(scenario, scenario.keys[i]))[0], tally)
    })
  }

  /** The scenario for words and figures, with long names of keys shortened. */
  readonly shown: Scenario = $derived(withShownNames(this.scenario))
  readonly views: KeyView[] = $derived.by(() => this.#view(0, this.scenario))
  /** The same keys at the paper’s β. */
  readonly atOne: KeyView[] = $derived.by(() => this.#view(1, { ...this.scenario, beta: 1 }))
  /** What is pinned, with the dice and the axis of the present; as text, so that it changes only when that does. */
  readonly #pinText: string = $derived(JSON.stringify(this.pin && pinnedTo(this.pin, this.scenario)))
  readonly #pinned: Scenario | null = $derived(JSON.parse(this.#pinText))
  readonly #pinnedKeys: KeyView[] = $derived.by(() => (this.#pinned ? this.#view(2, this.#pinned) : []))
  /** Where in A each present key stands, or null. */
  readonly places: (number | null)[] = $derived(
    this.#pinned ? placesIn(this.#pinned.keys, this.scenario.keys) : []
  )
  /** The keys as they were pinned, in their present places; null where one was not there, or nothing is pinned. */
  readonly pinned: (KeyView | null)[] | null = $derived(
    this.#pinned && this.places.map((place) => (place === null ? null : this.#pinnedKeys[place]))
  )
  /** A as a whole, with those of its keys that are gone; null where nothing is pinned. */
  readonly pinnedWhole = $derived(this.#pinned && { scenario: this.#pinned, views: this.#pinnedKeys })
  /** What the figures compare the keys with. */
  readonly ghosts: (KeyView | null)[] = $derived(this.pinned ?? this.atOne)
  readonly verdict = $derived(verdict(this.scenario.beta, this.views, this.atOne))
  readonly cautions = $derived(cautions(this.views))
  /** Which β to set, and all that is said about it. */
  readonly recommendation = $derived.by(() => this.advisor.recommend(this.views, this.atOne))
  readonly link = $derived(formatPage({ scenario: this.scenario, pin: this.pin }))
  /** Whether there is something to undo; a change that has not come to rest yet is. */
  readonly canUndo: boolean = $derived(
    this.#history.past.length > 0 || formatPage(this.#history.present) !== this.link
  )
  readonly canRedo: boolean = $derived(
    this.#history.future.length > 0 && formatPage(this.#history.present) === this.link
  )

  /**
   * What the swept figure depends on, as text, so that it changes only when that does: β moves nothing but a mark
   * while it is what is swept.
   */
  readonly #swept: string = $derived.by(() => {
    const { scenario } = this
    const rest = scenario.sweep === 'beta' ? { ...scenario, beta: 1 } : scenario
    return JSON.stringify({ scenario: rest, domain: sweepDomain(scenario, this.#pinned) })
  })
  readonly sweep: { scenario: Scenario; domain: [number, number] } = $derived(JSON.parse(this.#swept))
  readonly #sweepJobs: NamedJob[][] = $derived(
    sweepModels(this.sweep.scenario, this.sweep.domain).map((models) =>
      models.map((model) => this.#named(model))
    )
  )
  /** What is simulated of every key at every swept value; null where nothing is yet. */
  readonly sweepTallies: (Tally | null)[][] = $derived(
    this.#sweepJobs.map((jobs) => jobs.map(([name]) => this.#tallies.get(name) ?? null))
  )
  /**
   * The keys as they are first, then β = 1 and what is pinned where they must be simulated to be known, then
   * the sweep. Follows from the scenario alone: what the simulation brings must not start it anew.
   */
  readonly #jobs: NamedJob[] = $derived.by(() => {
    const { scenario } = this
    const models = scenario.keys.map((key) => modelOf(scenario, key))
    const atOne = scenario.keys
      .map((key) => modelOf(scenario, key, 1))
      .filter((model) => whySimulated(model) !== null)
    const pinned = (this.#pinned?.keys ?? [])
      .map((key) => modelOf(this.#pinned!, key))
      .filter((model) => whySimulated(model) !== null)
    return [...models, ...atOne, ...pinned]
      .map((model) => this.#named(model))
      .concat(this.#showsSweep ? this.#sweepJobs.flat() : [])
  })

  #named(model: Model): NamedJob {
    const job = { model, cycles: this.scenario.cycles, seed: this.scenario.seed }
    return [nameOf(job), job]
  }

  /** Of a hand on β, and of what the simulation brings, only some of the keys and of their figures change. */
  #view(place: number, scenario: Scenario): KeyView[] {
    const before = this.#before[place]
    const views = scenario.keys.map((key, i) =>
      viewKey(scenario, key, i, this.#tallyOf(modelOf(scenario, key)), scenario.beta, before[i])
    )
    const same = views.length === before.length && views.every((view, i) => view === before[i])
    return same ? before : (this.#before[place] = views)
  }

  #tallyOf(model: Model): Tally | null {
    return this.#tallies.get(this.#named(model)[0]) ?? null
  }

  /** Changes the scenario. */
  set(change: Partial<Scenario>): void {
    this.scenario = { ...this.scenario, ...change }
  }

  /** Changes one key. */
  setKey(index: number, change: Partial<Key>): void {
    this.set({ keys: this.scenario.keys.map((key, i) => (i === index ? { ...key, ...change } : key)) })
  }

  /** Takes over what a link holds, and begins anew: there is nothing to undo. */
  open({ scenario, pin, notes }: PageLink & { notes: Note[] }): void {
    this.#show({ scenario, pin })
    this.notes = notes
    this.#history = begin({ scenario, pin })
  }
  /** The same by way of the browser’s own history, or of a link on the page: what was can be had back. */
  arrive({ scenario, pin, notes }: PageLink & { notes: Note[] }): void {
    this.settle()
    this.#show({ scenario, pin })
    this.notes = notes
    this.#history = arrive(this.#history, { scenario, pin }, sameLink)
  }

  /** The change has come to rest, or the hand has let go: all since the last time is one step, to be undone as one. */
  settle(): void {
    this.#history = record(this.#history, { scenario: this.scenario, pin: this.pin }, sameLink)
  }
  undo(): void {
    this.settle()
    this.#history = undo(this.#history)
    this.#show(this.#history.present)
  }
  redo(): void {
    this.settle()
    this.#history = redo(this.#history)
    this.#show(this.#history.present)
  }
  #show(next: PageLink): void {
    // A host may answer each change with the same state: what its reader is typing must not be lost to that.
    if (formatPage(next) !== this.link) this.replaced++
    this.scenario = next.scenario
    this.pin = next.pin
  }

  /** Pins the present scenario as A, to be compared with what it is changed to. */
  pinPresent(): void {
    this.pin = this.scenario
  }
  unpin(): void {
    this.pin = null
  }
  /** What was pinned becomes the present, and the present is pinned. */
  swap(): void {
    if (!this.pin) return
    const { scenario } = this
    this.#show({ scenario: pinnedTo(this.pin, scenario), pin: scenario })
  }

  /**
   * Keeps the simulation up with the scenario, until told to stop. Call once, in the browser, inside an effect root.
   */
  simulate(): void {
    if (this.#advises) this.advisor.simulate(() => this.#runnerOrNew())
    $effect(() => {
      const jobs = this.#jobs
      const wanted = new Set(jobs.map(([name]) => name))
      const missing = [...new Map(jobs)].filter(([name]) => !this.#complete.has(name))
      if (missing.length === 0) {
        untrack(() => {
          if (this.run.running) this.run = { ...this.run, running: false }
        })
        return
      }
      const abort = new AbortController()
      const timer = setTimeout(() => void this.#start(missing, wanted, abort.signal), SETTLE_MS)
      return () => {
        clearTimeout(timer)
        abort.abort()
      }
    })
  }

  #runnerOrNew(): Runner {
    return (this.#runner ??= this.#createRunner())
  }

  async #start(missing: [string, Job][], wanted: Set<string>, signal: AbortSignal): Promise<void> {
    const take = ({ tallies, done, total, cycles, seconds }: Progress, running: boolean) => {
      const next = new Map([...this.#tallies].filter(([name]) => wanted.has(name)))
      tallies.forEach((tally, i) => tally && next.set(missing[i][0], tally))
      this.#tallies = next
      // What is dropped is not there any more, should it be wanted again.
      this.#complete = new Set([...this.#complete].filter((name) => wanted.has(name)))
      this.run = { running, done, total, cyclesPerSecond: seconds > 0 ? cycles / seconds : 0, error: null }
    }
    try {
      const jobs = missing.map(([, job]) => job)
      const last = await this.#runnerOrNew().run(
        jobs,
        (progress) => !signal.aborted && take(progress, true),
        signal
      )
      if (signal.aborted) return
      take(last, false)
      missing.forEach(([name]) => this.#complete.add(name))
    } catch (error) {
      if (signal.aborted) return
      this.run = {
        ...this.run,
        running: false,
        error: error instanceof Error ? error.message : String(error)
      }
    }
  }

  close(): void {
    this.#runner?.close()
    this.#runner = null
  }
}
