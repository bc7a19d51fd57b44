/**
 * Whether a server renders the pages. Without one they are static files: no API, no cards, no oEmbed, and the HTML shows
 * the default scenario until scripts have read the address.
 */
export const HAS_SERVER: boolean = !__STATIC__
