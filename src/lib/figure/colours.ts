/**
 * The colours of the pages, and their values in the markup of a figure: an SVG file has no style sheet. All other looks
 * but the typeface are in the attributes of the markup already.
 */
import palette from './colours.css?raw'

export type Scheme = 'light' | 'dark'

const pairs = [...palette.matchAll(/--([\w-]+):\s*light-dark\(([^,()]+),\s*([^,()]+)\)/g)]

/** The colours of the pages in a light or a dark scheme, by name, without the leading dashes. */
export const coloursOf = (scheme: Scheme): Record<string, string> =>
  Object.fromEntries(pairs.map(([, name, light, dark]) => [name, (scheme === 'light' ? light : dark).trim()]))

interface Looks {
  scheme: Scheme
  /** A font-family list as in CSS, for all text that names no other. */
  typeface: string
}

const comment = /<!--[\s\S]*?-->/g
/**
 * A tag, or the text up to the next one. Text that users type stands in text or in quoted attributes, where the renderer
 * escapes `<` and `"`.
 */
const piece = /<(?:"[^"]*"|[^">])*>|[^<]+/g
const look = / (fill|stroke|color|font-family|style)="([^"]*)"/g
const variable = /var\(--([\w-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)/g
const either = /light-dark\(([^,()]+),\s*([^,()]+)\)/g
/** Characters that XML 1.0 forbids. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/**
 * Replaces the names of colours by their values; `currentColor` becomes ink.
 * @param markup rendered on the server, or taken from a page
 */
export function resolve(markup: string, { scheme, typeface }: Looks): string {
  const named: Record<string, string> = { ...coloursOf(scheme), sans: typeface.replaceAll('"', "'") }
  const resolved = (value: string) =>
    value
      .replace(variable, (_, name: string, fallback?: string) => named[name] ?? fallback ?? 'none')
      .replace(either, (_, light: string, dark: string) => (scheme === 'light' ? light : dark).trim())
      .replace(/currentcolor/gi, named.ink)
  return markup
    .replace(comment, '')
    .replace(forbidden, '')
    .replace(piece, (whole) =>
      whole.startsWith('<')
        ? whole
            .replace(/ class="[^"]*"/g, '')
            .replace(look, (_, name: string, value: string) => ` ${name}="${resolved(value)}"`)
        : // HTML allows `>` in text; XML forbids the one in `]]>`.
          whole.replaceAll('>', '&gt;')
    )
}
