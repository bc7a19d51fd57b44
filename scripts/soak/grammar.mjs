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
 * The grammar of links, from the parameter table itself.
 * @returns {Promise<import('./links.mjs').Grammar>}
 */
export async function loadGrammar() {
  const { code } = await bundle('src/lib/core/model/scenario.ts', 'es')
  const { PARAMETERS, COORDINATIONS, IMPLEMENTATION_NAMES } = await import(
    `data:text/javascript,${encodeURIComponent(code)}`
  )
  return {
    parameters: PARAMETERS,
    coordinations: COORDINATIONS,
    implementations: IMPLEMENTATION_NAMES,
    published: publishedLinks()
  }
}
