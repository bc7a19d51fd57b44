import { formatEmbed, type EmbedOptions } from './embed-options'
import type { LinkOptions } from '../format-link'
import { formatPage, type PageLink } from '../page-link'

/** The canonical link of an embed: the link of the page, then the options of the embed. */
export function formatEmbedLink(page: PageLink, options: EmbedOptions, link: LinkOptions = {}): string {
  const fields = [formatPage(page, link).slice(1), formatEmbed(options)].filter((part) => part !== '')
  return fields.length > 0 ? `?${fields.join('&')}` : ''
}
