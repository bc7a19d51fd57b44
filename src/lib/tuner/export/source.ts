/** The data of the page that can be saved. */
import type { Scenario } from '#core'
import type { KeyView } from '$lib/text/key-view'

/** A scenario with the figures of its keys that are known. */
export interface SavedScenario {
  scenario: Scenario
  views: KeyView[]
  /** The canonical absolute link. */
  link: string
}

export interface Source {
  present: SavedScenario
  /** A, or null if nothing is pinned. */
  pinned: SavedScenario | null
}

/** Most simulated cycles of a key in a file, the first ones: more slow a spreadsheet down. */
export const MOST_CYCLES = 10_000
