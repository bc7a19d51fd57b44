import type { Waste } from '$lib/core/figures'
import { wasteData, wasteGhosts, wasteLaws } from '$lib/figure/waste-data'
import type { Tuner } from './tuner.svelte'

/** What the figure of the waste shows of a tuner; its lines are worked out anew only when they may differ. */
export class SweptWaste {
  readonly #tuner: Tuner

  constructor(tuner: Tuner) {
    this.#tuner = tuner
  }

  readonly #laws = $derived.by(() => wasteLaws(this.#tuner.sweep.scenario, this.#tuner.sweep.domain))
  readonly #ghosts = $derived.by(() => {
    const { pinnedWhole: pinned, sweep, places } = this.#tuner
    return pinned ? wasteGhosts(pinned.scenario, sweep.domain, places, pinned.views, this.#laws) : []
  })
  readonly data = $derived.by(() => {
    const { scenario, sweep, sweepTallies, views } = this.#tuner
    const now = views.map(({ figures }): Waste | null => figures)
    return wasteData(scenario, sweep.domain, this.#laws, sweepTallies, now, this.#ghosts)
  })
}
