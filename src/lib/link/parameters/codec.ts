/** The scenario as a link and back: a public interface, whose links are kept for ever in tests/links. */
export { formatLink } from '../format-link'
export type { Note, NoteKind } from '../note'
export { parseLink } from '../parse-link'
export { formatPage, parsePage, pinnedTo } from '../page-link'
export type { PageLink } from '../page-link'
export { formatEmbedLink } from '../embed/embed-link'
export { formatEmbed, parseEmbed } from '../embed/embed-options'
export type { EmbedOptions } from '../embed/embed-options'
