/**
 * The state of the page: one scenario, and all that derives from it. Closed-form figures follow at once; the
 * simulation's follow as they come.
 */
import { untrack } from 'svelte'
import {
  type FoundLaw,
  type Key,
  type KeyAdvice,
  type Model,
  type Scenario,
  type Tally,
  modelOf,
  whySimulated
} from '#core'
import { type KeyView, viewKey, withShownNames } from '$lib/text/key-view'
import { placesIn } from '$lib/figure/pin/pinned-places'
import { sweepDomain, sweepModels } from '$lib/figure/waste/sweep'
import { formatPage, pinnedTo } from '$lib/link/parameters/codec'
import type { Note, PageLink } from '$lib/link/parameters/codec'
import { spelled, type Spelling, type TypedScenario } from '$lib/link/spelling'
import { createRunner } from '$lib/worker/choose-runner'
import type { Job, Progress, Runner } from '$lib/worker/runner'
import { sweepJob } from '$lib/worker/sweep-job'
import { afterRest } from './rested.svelte'
import { arrive, begin, record, redo, undo, type History } from './history'

/** How long a scenario rests before it is simulated, ms: while β is dragged, each value is soon replaced. */
const REST_MS = 60

interface RunState {
  running: boolean
  done: number
  total: number
  cyclesPerSecond: number
  /** Why the simulation failed, or null. */
  error: string | null
}

/** Two jobs with the same name have the same result, to the last bit. */
const nameOf = ({ model, cycles, seed, stepsPerCycle }: Job) =>
  JSON.stringify([model, cycles, seed, String(stepsPerCycle)])

type NamedJob = [name: string, job: Job]

/** States with the same link are the same. */
const sameLink = (a: PageLink, b: PageLink) => a === b || formatPage(a) === formatPage(b)

/**
 * Starts effects once their code is loaded. Where that fails, other parts of the page say so.
 * @returns what stops them
 */
function whenLoaded<Code>(code: Promise<Code>, start: (code: Code) => void): () => void {
  let stop = () => {}
  let stopped = false
  code.then(
    (loaded) => {
      if (!stopped) stop = $effect.root(() => start(loaded))
    },
    () => {}
  )
  return () => {
    stopped = true
    stop()
  }
}

export interface TunerOptions {
  /** The server's simulation of keys without a closed form. */
  tallies?: (Tally | null)[]
  /** The server's advice for such keys. */
  advice?: (KeyAdvice | null)[]
  /** Where simulations run. */
  createRunner?: () => Runner
  /** Whether the waste figure is shown: without it most of the simulation is not needed. */
  sweep?: boolean
  /** Whether the advice is shown: simulating it is most of the work. */
  advises?: boolean
}

export class Tuner {
  scenario = $state.raw() as TypedScenario
  /** The scenario A to compare with, or null. */
  pin = $state.raw<TypedScenario | null>(null)
  notes = $state.raw<Note[]>([])
  run = $state.raw<RunState>({ running: false, done: 0, total: 0, cyclesPerSecond: 0, error: null })

  /** What the page was sent with: the server's advice, and the scenario that it is for. */
  readonly sent: { scenario: Scenario; advice: (KeyAdvice | null)[] }

  /** How often something other than a field replaced the state: fields drop unfinished text then. */
  replaced = $state(0)

  /** The states that came to rest. */
  #history = $state.raw() as History<PageLink>
  #tallies = $state.raw(new Map<string, Tally>())
  #complete = new Set<string>()
  /** The laws of caches with options, by their models. */
  #laws = $state.raw<ReadonlyMap<string, FoundLaw>>(new Map())
  #runner: Runner | null = null

  /** The last views, to be reused where nothing changed. */
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
    this.sent = { scenario, advice }
    tallies.forEach((tally, i) => {
      if (tally) this.#tallies.set(this.#named(modelOf(scenario, scenario.keys[i]))[0], tally)
    })
  }

  /** The scenario for texts and figures, with long names shortened. */
  readonly shown: Scenario = $derived(withShownNames(this.scenario))
  readonly views: KeyView[] = $derived.by(() => this.#view(0, this.scenario))
  /** The same keys at the paper’s β. */
  readonly atOne: KeyView[] = $derived.by(() => this.#view(1, { ...this.scenario, beta: 1 }))
  /** The pinned scenario with the present seed and axis; as text, so that equal values count as unchanged. */
  readonly #pinText: string = $derived(JSON.stringify(this.pin && pinnedTo(this.pin, this.scenario)))
  readonly #pinned: Scenario | null = $derived(JSON.parse(this.#pinText))
  readonly #pinnedKeys: KeyView[] = $derived.by(() => (this.#pinned ? this.#view(2, this.#pinned) : []))
  /** The place of each present key in A, or null. */
  readonly places: (number | null)[] = $derived(
    this.#pinned ? placesIn(this.#pinned.keys, this.scenario.keys) : []
  )
  /** The pinned keys in the order of the present ones; null for a new key, and if nothing is pinned. */
  readonly pinned: (KeyView | null)[] | null = $derived(
    this.#pinned && this.places.map((place) => (place === null ? null : this.#pinnedKeys[place]))
  )
  /** All of A, including keys that are gone now; null if nothing is pinned. */
  readonly pinnedWhole = $derived(this.#pinned && { scenario: this.#pinned, views: this.#pinnedKeys })
  /** What figures compare the keys with: A, or the paper's β. */
  readonly ghosts: (KeyView | null)[] = $derived(this.pinned ?? this.atOne)
  readonly link = $derived(formatPage({ scenario: this.scenario, pin: this.pin }))
  /** Whether there is something to undo, which includes a change that has not come to rest. */
  readonly canUndo: boolean = $derived(
    this.#history.past.length > 0 || formatPage(this.#history.present) !== this.link
  )
  readonly canRedo: boolean = $derived(
    this.#history.future.length > 0 && formatPage(this.#history.present) === this.link
  )

  /**
   * The input of the waste figure, as text, so that equal values count as unchanged. While β is swept, the present β
   * only moves a mark.
   */
  readonly #swept: string = $derived.by(() => {
    const { scenario } = this
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
  /** The tally of each key at each swept value, in full where the key has this value; null where it is not simulated yet. */
  readonly sweepTallies: (Tally | null)[][] = $derived(
    this.#sweepJobs.map((jobs) =>
      jobs.map(({ full, named: [name] }) => this.#tallies.get(full) ?? this.#tallies.get(name) ?? null)
    )
  )
  /**
   * The simulations in order: the keys, then β = 1 and A where they have no closed form, then the sweep. Depends on the
   * scenario alone, so that results of the simulation do not restart it.
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
    const keys = [...models, ...atOne, ...pinned].map((model) => this.#named(model))
    const names = new Set(keys.map(([name]) => name))
    const swept = this.#sweepJobs.flat().filter(({ full }) => !names.has(full))
    return this.#showsSweep ? [...keys, ...swept.map(({ named }) => named)] : keys
  })

  #named(model: Model): NamedJob {
    const job = { model, cycles: this.scenario.cycles, seed: this.scenario.seed }
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

  /** Changes the scenario. */
  set(change: Partial<TypedScenario>): void {
    this.scenario = { ...this.scenario, ...change }
  }

  /** Changes one key. */
  setKey(index: number, change: Partial<Key>): void {
    this.set({ keys: this.scenario.keys.map((key, i) => (i === index ? { ...key, ...change } : key)) })
  }

  /** Keeps how the present value of a field was typed: of the scenario, or of the key at this place. */
  spell(name: keyof Scenario, spelling: Spelling | undefined, place?: null): void
  spell(name: 'ttl' | 'delta' | 'stale' | 'rate', spelling: Spelling | undefined, place: number | null): void
  spell(name: keyof Scenario | keyof Key, spelling: Spelling | undefined, place: number | null = null): void {
    if (place === null) this.scenario = spelled(this.scenario, name as keyof Scenario, spelling)
    else
      this.set({
        keys: this.scenario.keys.map((key, i) =>
          i === place ? spelled(key, name as keyof Key, spelling) : key
        )
      })
  }

  /** Shows the state of a link and clears the history. */
  open({ scenario, pin, notes }: PageLink & { notes: Note[] }): void {
    this.#show({ scenario, pin })
    this.notes = notes
    this.#history = begin({ scenario, pin })
  }
  /** Shows the state of a link that the user followed, or that Back or Forward came to: undo returns from it. */
  arrive({ scenario, pin, notes }: PageLink & { notes: Note[] }): void {
    this.rest()
    this.#show({ scenario, pin })
    this.notes = notes
    this.#history = arrive(this.#history, { scenario, pin }, sameLink)
  }

  /** A change has come to rest: all changes since the last rest are one step of undo. */
  rest(): void {
    this.#history = record(this.#history, { scenario: this.scenario, pin: this.pin }, sameLink)
  }
  undo(): void {
    this.rest()
    this.#history = undo(this.#history)
    this.#show(this.#history.present)
  }
  redo(): void {
    this.rest()
    this.#history = redo(this.#history)
    this.#show(this.#history.present)
  }
  #show(next: PageLink): void {
    // A host may answer each change with the same state: that must not drop what the user is typing.
    if (formatPage(next) !== this.link) this.replaced++
    this.scenario = next.scenario
    this.pin = next.pin
  }

  /** Pins the present scenario as A, to compare later changes with. */
  pinPresent(): void {
    this.pin = this.scenario
  }
  unpin(): void {
    this.pin = null
  }
  /** Swaps the present scenario and A. */
  swap(): void {
    if (!this.pin) return
    const { scenario } = this
    this.#show({ scenario: pinnedTo(this.pin, scenario), pin: scenario })
  }

  /**
   * Simulates whenever the scenario changes, until its effect root ends. Call once, in the browser.
   */
  simulate(): void {
    if (this.#advises)
      $effect(() =>
        whenLoaded(import('./advisor.svelte'), ({ advisorOf }) =>
          advisorOf(this).simulate(() => this.#runnerOrNew())
        )
      )
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
          if (this.run.running) this.run = { ...this.run, running: false }
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

  #runnerOrNew(): Runner {
    return (this.#runner ??= this.#createRunner())
  }

  async #start(missing: [string, Job][], wanted: Set<string>, signal: AbortSignal): Promise<void> {
    const take = ({ tallies, done, total, cycles, seconds }: Progress, running: boolean) => {
      const next = new Map([...this.#tallies].filter(([name]) => wanted.has(name)))
      tallies.forEach((tally, i) => tally && next.set(missing[i][0], tally))
      this.#tallies = next
      // A dropped tally must be simulated again if it is wanted again.
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
