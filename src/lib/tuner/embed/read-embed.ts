/** What an embed shows, by its link. The server reads it; without one it loads at the first look at the address. */
import type { Tally } from '#core'
import {
  parseEmbed,
  parsePage,
  type EmbedOptions,
  type Note,
  type PageLink
} from '$lib/link/parameters/codec'
import { listedLesson, scenarioTitle } from '$lib/text/titles'

export interface ReadEmbed {
  page: PageLink & { notes: Note[] }
  options: EmbedOptions
  lesson: ReturnType<typeof listedLesson>
  /** For previews of the link, without waiting for a simulation. */
  says: string
}

/** @param tallies for each key without a closed form what has been simulated of it; else null */
export function readEmbed(search: string, tallies?: (Tally | null)[]): ReadEmbed {
  const page = parsePage(search)
  const { options, notes } = parseEmbed(search)
  return {
    page: { ...page, notes: [...page.notes, ...notes] },
    options,
    lesson: listedLesson(options.lesson),
    says: scenarioTitle(page.scenario, tallies)
  }
}
