import { FIELDS, PARAMETERS } from '#core'
import { publishedLinks } from '../../scripts/soak/grammar.mjs'
import { linksOf } from '../../scripts/soak/links.mjs'

/** The links that the soak attacks the server with. */
export const fuzzedLinks = linksOf({ fields: FIELDS, parameters: PARAMETERS, published: publishedLinks() })
