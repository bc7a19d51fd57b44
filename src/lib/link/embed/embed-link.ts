import { formatEmbed, type EmbedOptions } from './embed-options'
import type { LinkOptions } from '../format-link'
import { formatPage, type PageLink } from '../page-link'

/** The one canonical link of an embed: the page's, and behind it what the embed shows. */
export function formatEmbedLink(page: PageLink, options: EmbedOptions, link: LinkOptions = {}): string {
  const fields = [formatPage(page, link).slice(1), formatEmbed(options)].filter((part) => part !== '')
  return fields.length > 0 ? `?${fields.join('&')}` : ''
}
