/** Absolute addresses of a scenario, and the texts to paste that contain them. */
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

/** Usual width of an embed, px. */
export const USUAL_WIDTH = 800

const version = { version: true }

/** The canonical search of a lesson on a scenario. */
export const lessonLink = (scenario: Scenario, lesson: LessonName) =>
  formatEmbedLink({ scenario, pin: null }, { ...defaultEmbed(), lesson }, version)

/** @param here the address of any page of this site */
export function addressesOf(here: URL, page: PageLink, options: EmbedOptions = defaultEmbed()) {
  const at = (path: string, search: string) => new URL(path, here).href + search
  // On a static host each page is a folder, and some hosts need the trailing slash.
  const folder = (path: string, search: string) => at(HAS_SERVER ? path : `${path}/`, search)
  const link = formatPage(page, version)
  const embedLink = formatEmbedLink(page, options, version)
  return {
    link: at(resolve('/'), link),
    /** The lesson as a page; null if there is none. */
    lesson:
      options.lesson === null ? null : folder(resolve('/learn'), lessonLink(page.scenario, options.lesson)),
    embed: folder(resolve('/embed'), embedLink),
    builder: folder(resolve('/share'), embedLink),
    script: new URL('embed.js', new URL(resolve('/'), here)).href,
    /** Null without a server, which draws it. */
    card: HAS_SERVER
      ? at(resolve('/card.png'), formatLink(pictured(page.scenario, options.lesson), version))
      : null
  }
}

/** The HTML of an embed: its iframe, and the script that sets its height. */
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
 * @param title the verdict as plain text, or the title of the lesson
 * @param lesson the lesson to share, or null for the tuner
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
