import { type Model, type Summary, type Tally, type Waste, summarize } from '#core'
import {
  simulatedWaste,
  sketchedLaws,
  wasteData,
  wasteGhosts,
  wasteLaws,
  type KnownWaste,
  type SimulatedPoint
} from '$lib/figure/waste/waste-data'
import { type Figures, figuresOf } from './figures.svelte'
import type { Tuner } from './tuner.svelte'

/** The data of the waste figure; its lines and points are computed only if they may have changed. */
export class SweptWaste {
  readonly #figures: Figures
  readonly #known: KnownWaste = new Map()
  /** By tally: a tally never changes, the simulation brings new ones. */
  readonly #summaries = new WeakMap<Tally, Summary>()

  #before: { sweep: Figures['sweep'] | null; tallies: (Tally | null)[][]; points: SimulatedPoint[][] } = {
    sweep: null,
    tallies: [],
    points: []
  }

  constructor(tuner: Tuner) {
    this.#figures = figuresOf(tuner)
  }

  // Nobody reads figures off the picture of the server: the browser draws it anew as soon as that is possible.
  readonly #laws = $derived.by(() => {
    const { scenario, domain } = this.#figures.sweep
    return import.meta.env.SSR ? sketchedLaws(scenario, domain) : wasteLaws(scenario, domain, this.#known)
  })
  readonly #ghosts = $derived.by(() => {
    const { pinnedWhole: pinned, sweep, places } = this.#figures
    return pinned ? wasteGhosts(pinned.scenario, sweep.domain, places, pinned.views, this.#laws) : []
  })
  readonly #simulated = $derived.by(() => {
    const { sweep, sweepTallies } = this.#figures
    const { sweep: was, tallies, points } = this.#before
    // While β is dragged, the simulation brings tallies of the keys only, not of the swept points.
    const [now, before] = [sweepTallies.flat(), tallies.flat()]
    if (sweep === was && now.length === before.length && now.every((tally, i) => tally === before[i]))
      return points
    const fresh = simulatedWaste(sweep.scenario, sweep.domain, sweepTallies, (model, tally) =>
      this.#summaryOf(model, tally)
    )
    this.#before = { sweep, tallies: sweepTallies, points: fresh }
    return fresh
  })
  readonly data = $derived.by(() => {
    const { shown: scenario, sweep, views } = this.#figures
    const now = views.map(({ figures }): Waste | null => figures)
    return wasteData(scenario, sweep.domain, this.#laws, this.#simulated, now, this.#ghosts)
  })

  #summaryOf(model: Model, tally: Tally): Summary {
    const before = this.#summaries.get(tally)
    if (before) return before
    const summary = summarize(model, tally)
    this.#summaries.set(tally, summary)
    return summary
  }
}
