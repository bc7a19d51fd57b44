/** Apart from addresses.ts, whose options of embeds the tuner loads later. */
import { resolve } from '$app/paths'
import { formatPage, type PageLink } from '$lib/link/page-link'

/**
 * The canonical absolute link to the tuner.
 * @param here the address of any page of this site
 */
export const tunerAddress = (here: URL, page: PageLink): string =>
  new URL(resolve('/'), here).href + formatPage(page, { version: true })
