/**
 * The state of the page: one scenario, and what is done to it. Its figures are in `figures.svelte.ts`, and its advice in
 * `advisor.svelte.ts`: the parts of the page that show them hydrate later, so that a page can be used before they load.
 */
import type { FoundLaw, Key, KeyAdvice, Scenario, Tally } from '#core'
import { formatPage, pinnedTo } from '$lib/link/parameters/codec'
import type { Note, PageLink } from '$lib/link/parameters/codec'
import { spelled, type Spelling, type TypedScenario } from '$lib/link/spelling'
import type { Runner } from '$lib/worker/runner'
import { arrive, begin, record, redo, undo, type History } from './history'

interface RunState {
  running: boolean
  done: number
  total: number
  cyclesPerSecond: number
  /** Why the simulation failed, or null. */
  error: string | null
}

/** States with the same link are the same. */
const sameLink = (a: PageLink, b: PageLink) => a === b || formatPage(a) === formatPage(b)

export interface TunerOptions {
  /** The server's simulation of keys without a closed form. */
  tallies?: (Tally | null)[]
  /** The laws that the server found, of keys of a cache with options. */
  laws?: (FoundLaw | null)[]
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

  /** What the page was sent with: what the server simulated and found, and the scenario that it is for. */
  readonly sent: { scenario: Scenario } & Required<Pick<TunerOptions, 'tallies' | 'laws' | 'advice'>>

  /** How often something other than a field replaced the state: fields drop unfinished text then. */
  replaced = $state(0)

  /** The states that came to rest. */
  #history = $state.raw() as History<PageLink>
  #runner: Runner | null = null
  readonly #createRunner: (() => Runner) | undefined
  /** Whether the page looks for the β to set. */
  readonly advises: boolean
  readonly showsSweep: boolean

  constructor(
    { scenario, pin = null, notes = [] }: Partial<PageLink> & { scenario: Scenario; notes?: Note[] },
    { tallies = [], laws = [], advice = [], createRunner, sweep = true, advises = true }: TunerOptions = {}
  ) {
    this.scenario = scenario
    this.pin = pin
    this.notes = notes
    this.#history = begin({ scenario, pin })
    this.#createRunner = createRunner
    this.showsSweep = sweep
    this.advises = advises
    this.sent = { scenario, tallies, laws, advice }
  }

  readonly page: PageLink = $derived({ scenario: this.scenario, pin: this.pin })
  readonly link = $derived(formatPage(this.page))
  /** Whether there is something to undo, which includes a change that has not come to rest. */
  readonly canUndo: boolean = $derived(
    this.#history.past.length > 0 || formatPage(this.#history.present) !== this.link
  )
  readonly canRedo: boolean = $derived(
    this.#history.future.length > 0 && formatPage(this.#history.present) === this.link
  )

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
    this.#history = record(this.#history, this.page, sameLink)
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

  /** Where simulations run, until the tuner is closed. @param create makes it, unless the page has its own */
  runnerOr(create: () => Runner): Runner {
    return (this.#runner ??= (this.#createRunner ?? create)())
  }

  close(): void {
    this.#runner?.close()
    this.#runner = null
  }
}
