/** A scenario as something to paste: an iframe for a page, Markdown for an issue, a chat or a wiki. */

/** Text as it may stand in an HTML attribute in double quotes. */
const escapeAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

interface Iframe {
  /** Absolute address of the embed. */
  src: string
  /** What a screen reader says of it. */
  title: string
  /** px; a width of null fills its place. */
  width: number | null
  height: number
}

/** One bare iframe; the attributes are those that content filters let through. */
export const iframeSnippet = ({ src, title, width, height }: Iframe) =>
  `<iframe src="${escapeAttribute(src)}" title="${escapeAttribute(title)}" width="${width ?? '100%'}" height="${height}" frameborder="0"></iframe>`

/** The script that gives every embed on its page the height it needs, and passes on what happens inside. */
export const scriptSnippet = (src: string) => `<script src="${escapeAttribute(src)}" async></script>`

interface MarkdownLink {
  /** Absolute address. */
  href: string
  text: string
  /** Absolute address of a picture, or null where there is nobody to draw it. */
  image: string | null
}

/**
 * A link in Markdown, with its picture in front where there is one. Addresses are free of brackets (the link's
 * grammar sees to that); the text is escaped.
 */
export function markdownSnippet({ href, text, image }: MarkdownLink): string {
  const said = escapeMarkdown(text)
  return image === null ? `[${said}](${href})` : `[![${said}](${image})](${href})\n\n[${said}](${href})`
}

/** On one line, with everything that Markdown would read as a mark made plain. */
const escapeMarkdown = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#+!|~$&]/g, '\\$&')
