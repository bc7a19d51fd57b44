/** The texts to paste that contain the addresses of a scenario. */
import type { PageLink } from '$lib/link/parameters/codec'
import { embedHeight } from '$lib/link/embed/embed-height'
import { defaultEmbed, type EmbedOptions } from '$lib/link/embed/embed-options'
import type { LessonName } from '$lib/link/parameters/lesson-name'
import { iframeSnippet, markdownSnippet, scriptSnippet } from '$lib/link/parameters/snippet'
import { addressesOf } from './addresses'

export interface Shares {
  link: string
  markdown: string
  iframe: string
  title: string
}

/** Usual width of an embed, px. */
export const USUAL_WIDTH = 800

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
