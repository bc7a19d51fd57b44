/**
 * Turns the markup of a figure on a page into an SVG file that needs no style sheet. The attributes of the markup carry
 * all its looks but two, which the page supplies: the values of named colours, and the typeface.
 */
import palette from './colours.css?raw'

export type Scheme = 'light' | 'dark'

const pairs = [...palette.matchAll(/--([\w-]+):\s*light-dark\(([^,()]+),\s*([^,()]+)\)/g)]

/** The colours of the pages in a light or a dark scheme, by name, without the leading dashes. */
export const coloursOf = (scheme: Scheme): Record<string, string> =>
  Object.fromEntries(pairs.map(([, name, light, dark]) => [name, (scheme === 'light' ? light : dark).trim()]))

export interface Looks {
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

/**
 * The first SVG element of the markup, as the text of an SVG file.
 * @returns '' where there is none
 */
export function standAlone(markup: string, looks: Looks): string {
  const [svg] = /<svg[\s\S]*?<\/svg>/.exec(markup) ?? ['']
  const [, width, height] = /^[^>]* viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? []
  const head = /^<svg(?:"[^"]*"|[^">])*>/.exec(svg)?.[0] ?? ''
  const space = head.includes(' xmlns=') ? '' : ' xmlns="http://www.w3.org/2000/svg"'
  const size = head.includes(' width=') ? '' : ` width="${width}" height="${height}"`
  return resolve(svg.replace('<svg', `<svg${space}${size}`), looks)
}
