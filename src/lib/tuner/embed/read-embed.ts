/** What an embed shows, by its link. The server reads it; without one it loads at the first look at the address. */
import type { FoundLaw, Tally } from '#core'
import {
  parseEmbed,
  parsePage,
  type EmbedOptions,
  type Note,
  type PageLink
} from '$lib/link/parameters/codec'
import { readTraceName } from '$lib/link/trace/trace-link'
import { lessonAfter, listedLesson } from '$lib/text/lessons/lesson-list'
import { scenarioTitle } from '$lib/text/scenario-title'

/** Await this before the link of an embed is read. */
export { readyForRules } from '$lib/link/rules/rule-reader'

export interface ReadEmbed {
  page: PageLink & { notes: Note[] }
  options: EmbedOptions
  lesson: ReturnType<typeof listedLesson>
  /** The lesson after it. */
  after: ReturnType<typeof listedLesson>
  /** The defence to step through, instead of all else. */
  trace: ReturnType<typeof readTraceName>
  /** For previews of the link, without waiting for a simulation. */
  says: string
}

/**
 * @param tallies for each key without a closed form what has been simulated of it; else null
 * @param laws for each key of a cache with options its law, once that is known; else null
 */
export function readEmbed(search: string, tallies?: (Tally | null)[], laws?: (FoundLaw | null)[]): ReadEmbed {
  const page = parsePage(search)
  const { options, notes } = parseEmbed(search)
  return {
    page: { ...page, notes: [...page.notes, ...notes] },
    options,
    lesson: listedLesson(options.lesson),
    after: options.lesson === null ? null : lessonAfter(options.lesson),
    trace: readTraceName(search),
    says: scenarioTitle(page.scenario, tallies, laws)
  }
}
