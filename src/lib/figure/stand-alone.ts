/**
 * Figures that stand alone: the markup that a page draws, made into SVG that needs no style sheet. What is drawn says
 * in its own attributes how it looks; what they leave to the page are the colours' names and the typeface.
 */
import palette from './colours.css?raw'

export type Scheme = 'light' | 'dark'

const pairs = [...palette.matchAll(/--([\w-]+):\s*light-dark\(([^,()]+),\s*([^,()]+)\)/g)]

/** The colours of the pages, by name and without their dashes, as they are by day or by lamp light. */
export const coloursOf = (scheme: Scheme): Record<string, string> =>
  Object.fromEntries(pairs.map(([, name, light, dark]) => [name, (scheme === 'light' ? light : dark).trim()]))

export interface Looks {
  scheme: Scheme
  /** Of all words that do not name another: a list as CSS has it. */
  typeface: string
}

const comment = /<!--[\s\S]*?-->/g
/**
 * A tag, or the text up to the next one. What people type stands in text, or in a tag in quotes; no `<` is left there
 * as it is, nor a `"` in quotes.
 */
const piece = /<(?:"[^"]*"|[^">])*>|[^<]+/g
const look = / (fill|stroke|color|font-family|style)="([^"]*)"/g
const variable = /var\(--([\w-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)/g
const either = /light-dark\(([^,()]+),\s*([^,()]+)\)/g
/** Characters that XML has no place for. */
const unspeakable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/**
 * Resolves what only a page could: colours by their names, and the current one, which is ink.
 * @param markup rendered on the server, or taken from a page
 */
export function resolve(markup: string, { scheme, typeface }: Looks): string {
  const named: Record<string, string> = { ...coloursOf(scheme), sans: typeface.replaceAll('"', "'") }
  const settle = (value: string) =>
    value
      .replace(variable, (_, name: string, fallback?: string) => named[name] ?? fallback ?? 'none')
      .replace(either, (_, light: string, dark: string) => (scheme === 'light' ? light : dark).trim())
      .replace(/currentcolor/gi, named.ink)
  return markup
    .replace(comment, '')
    .replace(unspeakable, '')
    .replace(piece, (whole) =>
      whole.startsWith('<')
        ? whole
            .replace(/ class="[^"]*"/g, '')
            .replace(look, (_, name: string, value: string) => ` ${name}="${settle(value)}"`)
        : // HTML takes a `>` in text as it is, and so does XML but for that of `]]>`.
          whole.replaceAll('>', '&gt;')
    )
}

/**
 * The first drawing of some markup as a file of its own.
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
