/** What there is to save: the page as it stands at the moment when somebody asks. */
import type { Scenario } from '#core'
import type { KeyView } from '$lib/text/key-view'

/** A scenario with its keys, as far as they are known. */
export interface Told {
  scenario: Scenario
  views: KeyView[]
  /** The canonical absolute link. */
  link: string
}

export interface Source {
  present: Told
  /** What is pinned as A, or null. */
  pinned: Told | null
}

/** So many simulated cycles of each key are written, the first ones: more than a spreadsheet is fond of. */
export const MOST_CYCLES = 10_000
