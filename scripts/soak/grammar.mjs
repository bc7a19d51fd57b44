import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../bundle.mjs'
import { root } from '../run.mjs'

/** Every link that was ever published. @returns {string[]} each from its question mark on */
export const publishedLinks = () =>
  JSON.parse(readFileSync(join(root, 'tests/links/published.json'), 'utf8')).map(
    (/** @type {{ link: string }} */ { link }) => link.slice(link.indexOf('?'))
  )

/**
 * The grammar of links, from the table of fields itself.
 * @returns {Promise<import('./links.mjs').Grammar>}
 */
export async function loadGrammar() {
  const { code } = await bundle('src/lib/core/model/fields.ts', 'es')
  const { FIELDS, PARAMETERS } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return { fields: FIELDS, parameters: PARAMETERS, published: publishedLinks() }
}
