/** Absolute addresses of a scenario: of the page, the embed, the card; and what is made of them to be pasted. */
import { resolve } from '$app/paths'
import type { Scenario } from '#core'
import { formatEmbedLink, formatLink, formatPage, type PageLink } from '$lib/link/parameters/codec'
import { embedHeight } from '$lib/link/embed/embed-height'
import { defaultEmbed, type EmbedOptions } from '$lib/link/embed/embed-options'
import type { LessonName } from '$lib/link/parameters/lesson-name'
import { pictured } from '$lib/link/pictured'
import { iframeSnippet, markdownSnippet, scriptSnippet } from '$lib/link/parameters/snippet'
import { HAS_SERVER } from '../state/has-server'

export interface Shares {
  link: string
  markdown: string
  iframe: string
  title: string
}

/** As wide as a place for an embed mostly is, px. */
export const USUAL_WIDTH = 800

const version = { version: true }

/** The canonical search of a lesson on a scenario, wherever it is shown. */
export const lessonLink = (scenario: Scenario, lesson: LessonName) =>
  formatEmbedLink({ scenario, pin: null }, { ...defaultEmbed(), lesson }, version)

/** @param here the address of any page of the tool */
export function addressesOf(here: URL, page: PageLink, options: EmbedOptions = defaultEmbed()) {
  const at = (path: string, search: string) => new URL(path, here).href + search
  // Where pages are files, they lie in folders, and not every host finds one without its slash.
  const folder = (path: string, search: string) => at(HAS_SERVER ? path : `${path}/`, search)
  const link = formatPage(page, version)
  const embedLink = formatEmbedLink(page, options, version)
  return {
    link: at(resolve('/'), link),
    /** The same as a page of its own, where it is a lesson. */
    lesson:
      options.lesson === null ? null : folder(resolve('/learn'), lessonLink(page.scenario, options.lesson)),
    embed: folder(resolve('/embed'), embedLink),
    builder: folder(resolve('/share'), embedLink),
    script: new URL('embed.js', new URL(resolve('/'), here)).href,
    /** Null where there is nobody to draw it. */
    card: HAS_SERVER
      ? at(resolve('/card.png'), formatLink(pictured(page.scenario, options.lesson), version))
      : null
  }
}

/** The iframe of an embed, and the script that gives it its height. */
export function embedCode(
  here: URL,
  page: PageLink,
  options: EmbedOptions,
  title: string,
  height: number
): string {
  const { embed, script } = addressesOf(here, page, options)
  return `${iframeSnippet({ src: embed, title, width: null, height })}\n${scriptSnippet(script)}`
}

/**
 * @param title the verdict in plain words, or the lesson's
 * @param lesson what is shared is a lesson on the scenario
 */
export function sharesOf(here: URL, page: PageLink, title: string, lesson: LessonName | null = null): Shares {
  const usual = { ...defaultEmbed(), lesson }
  const addresses = addressesOf(here, page, usual)
  const link = addresses.lesson ?? addresses.link
  const { card } = addresses
  return {
    link,
    markdown: markdownSnippet({ href: link, text: title, image: card }),
    iframe: embedCode(here, page, usual, title, embedHeight(usual, page.scenario.keys.length, USUAL_WIDTH)),
    title
  }
}
