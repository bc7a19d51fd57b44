/** Absolute addresses of a scenario. */
import { resolve } from '$app/paths'
import type { Scenario } from '#core'
import { formatEmbedLink, type PageLink } from '$lib/link/parameters/codec'
import { defaultEmbed, type EmbedOptions } from '$lib/link/embed/embed-options'
import type { LessonName } from '$lib/link/parameters/lesson-name'
import { cardLink, pictured } from '$lib/link/pictured'
import { HAS_SERVER } from '../state/has-server'
import { tunerAddress } from './tuner-address'

const version = { version: true }

/** The canonical search of a lesson on a scenario. */
export const lessonLink = (scenario: Scenario, lesson: LessonName) =>
  formatEmbedLink({ scenario, pin: null }, { ...defaultEmbed(), lesson }, version)

/** @param here the address of any page of this site */
export function addressesOf(here: URL, page: PageLink, options: EmbedOptions = defaultEmbed()) {
  const at = (path: string, search: string) => new URL(path, here).href + search
  // On a static host each page is a folder, and some hosts need the trailing slash.
  const folder = (path: string, search: string) => at(HAS_SERVER ? path : `${path}/`, search)
  const embedLink = formatEmbedLink(page, options, version)
  return {
    link: tunerAddress(here, page),
    /** The lesson as a page; null if there is none. */
    lesson:
      options.lesson === null ? null : folder(resolve('/learn'), lessonLink(page.scenario, options.lesson)),
    embed: folder(resolve('/embed'), embedLink),
    builder: folder(resolve('/share'), embedLink),
    script: new URL('embed.js', new URL(resolve('/'), here)).href,
    /** Null without a server, which draws it. */
    card: HAS_SERVER ? at(resolve('/card.png'), cardLink(pictured(page.scenario, options.lesson))) : null
  }
}
