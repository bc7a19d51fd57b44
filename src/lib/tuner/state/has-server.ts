/**
 * Whether there is a server behind the pages. Without one they are files on a host that knows nothing of the tool:
 * no API, no cards, no oEmbed, and the HTML is that of the default scenario until its scripts have read the address.
 */
export const HAS_SERVER: boolean = !__STATIC__
