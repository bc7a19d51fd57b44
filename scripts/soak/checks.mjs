/** What is wrong with a reply; empty where nothing is. All of it is said anew here, so that it can judge the server. */
import { createHash } from 'node:crypto'
import { parse, parseFragment } from 'parse5'

/**
 * @typedef {object} Reply
 * @property {number} status
 * @property {Record<string, string>} headers names in lower case
 * @property {number} headerBytes status line and headers, as they were sent
 * @property {Buffer} body
 */

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).toLowerCase()
  } catch {
    return unescape(text).toLowerCase()
  }
}

const WRONG = /(?<![\p{L}\p{N}_])(?:NaN|Infinity|undefined|null)(?![\p{L}\p{N}_])|\[object \w+\]/gu
/** In a path of a drawing a command stands before the number. */
const WRONG_DRAWN = /NaN|Infinity|undefined|null/g
const DRAWING = /^(d|points|transform|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|viewbox|style|offset|dx|dy)$/

/**
 * The first word that only a fault puts there. What the link itself says is repeated to its reader, and no fault.
 * @param {string} text
 * @param {string} said the link, decoded
 * @param {RegExp} [pattern]
 */
function wrongWord(text, said, pattern = WRONG) {
  const found = [...text.matchAll(pattern)].find(([word]) => !said.includes(word.toLowerCase()))
  if (!found) return []
  const around = text.slice(Math.max(0, found.index - 40), found.index + 40).replace(/\s+/g, ' ')
  return [`${found[0]} in “${around}”`]
}

/** @typedef {import('parse5').DefaultTreeAdapterTypes.ChildNode} Node */
/** @typedef {import('parse5').DefaultTreeAdapterTypes.Element} Element */

/** @param {Node | import('parse5').DefaultTreeAdapterTypes.Document | import('parse5').DefaultTreeAdapterTypes.DocumentFragment} node @returns {Generator<Node>} */
function* within(node) {
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    yield child
    yield* within(child)
  }
}

const UNREAD = ['script', 'style', 'template']

/**
 * Whether the policy has the hash of a script's text.
 * @param {Element} element
 * @param {string} policy
 */
function isHashed({ childNodes }, policy) {
  const text = childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  return policy.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}

/**
 * @param {Element} element
 * @param {string} said
 * @param {string | null} policy the reply's Content-Security-Policy, where it must allow every script by name
 */
function ofElement(element, said, policy) {
  const { tagName, attrs } = element
  const found = []
  const has = (/** @type {string} */ name) => attrs.some((attribute) => attribute.name === name)
  if (['base', 'object', 'applet'].includes(tagName)) found.push(`an element <${tagName}>`)
  if (tagName === 'script' && policy !== null && !has('nonce') && !has('src') && !isHashed(element, policy))
    found.push('a script without nonce or hash')
  for (const { name, value } of attrs) {
    if (name.startsWith('on')) found.push(`an attribute ${name}="${value.slice(0, 40)}"`)
    if (/^(href|src|action|formaction|xlink:href)$/.test(name)) {
      if (/^\s*(javascript|vbscript):/i.test(value)) found.push(`${name}="${value.slice(0, 40)}"`)
    } else {
      found.push(...wrongWord(value, said, DRAWING.test(name) ? WRONG_DRAWN : WRONG))
    }
  }
  return found
}

/** Characters that HTML's grammar advises against and every browser shows: a name may hold them. */
const HARMLESS = ['noncharacter-in-input-stream']

/**
 * @param {string} html a whole page
 * @param {string} said
 * @param {string | null} policy as for an element
 */
export function ofPage(html, said, policy) {
  /** @type {string[]} */
  const found = []
  const document = parse(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => {
      if (!HARMLESS.includes(code)) found.push(`HTML: ${code} at ${startLine}:${startCol}`)
    }
  })
  for (const node of within(document)) {
    if ('tagName' in node) found.push(...ofElement(node, said, policy))
    else if (node.nodeName === '#text' && 'value' in node) {
      const { parentNode } = node
      if (!(parentNode && 'tagName' in parentNode && UNREAD.includes(parentNode.tagName)))
        found.push(...wrongWord(node.value, said))
    }
  }
  return found
}

/** @param {unknown} value @param {string} said @returns {string[]} */
function ofValue(value, said) {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`the number ${value}`]
  if (typeof value === 'string') return wrongWord(value, said)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => [...wrongWord(name, said), ...ofValue(inner, said)])
}

/** @param {string} text @param {string} said @returns {{ value: any, found: string[] }} */
export function ofJson(text, said) {
  try {
    const value = JSON.parse(text)
    return { value, found: ofValue(value, said) }
  } catch (error) {
    return { value: null, found: [`no JSON: ${/** @type {Error} */ (error).message.slice(0, 80)}`] }
  }
}

const SIGNATURE = '89504e470d0a1a0a'
const END = '49454e44ae426082'

/** @param {Buffer} png of a card */
export function ofCard(png) {
  if (png.toString('hex', 0, 8) !== SIGNATURE || png.toString('hex', png.length - 8) !== END)
    return ['no whole PNG']
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  return width === 1200 && height === 630 ? [] : [`a card of ${width} × ${height}`]
}

/** @param {string} html that oEmbed gives */
function ofEmbedCode(html) {
  const nodes = [...within(parseFragment(html))]
  const [frame] = nodes
  const src = frame && 'attrs' in frame ? frame.attrs.find(({ name }) => name === 'src')?.value : undefined
  const fine =
    nodes.length === 1 && frame.nodeName === 'iframe' && /^https?:\/\/[^/]+\/embed(\?|$)/.test(src ?? '')
  return fine ? [] : [`oEmbed's html is not one iframe of an embed: ${html.slice(0, 80)}`]
}

const PAGES = ['/', '/compare', '/embed', '/learn', '/share', '/privacy', '/learn/model']
/** The pages that are rendered for each request; the others lie ready, and their policy has hashes. */
const RENDERED = ['/', '/compare', '/embed', '/learn', '/share']

/** @type {Record<string, { statuses: number[], type?: RegExp }>} */
const EXPECTED = {
  ...Object.fromEntries(PAGES.map((page) => [page, { statuses: [200, 307], type: /^text\/html/ }])),
  '/card.png': { statuses: [200, 304], type: /^image\/png$/ },
  '/oembed': { statuses: [200, 400, 404, 501], type: /^application\/json/ },
  '/api/v1/predict': { statuses: [200, 400], type: /^application\/json/ },
  '/api/v1/simulate': { statuses: [200, 400, 413], type: /^application\/json/ },
  '/api/v1/compare': { statuses: [200, 400, 413], type: /^application\/json/ },
  '/api/v1/advise': { statuses: [200, 400, 413], type: /^application\/json/ },
  data: { statuses: [200], type: /^application\/json|^text\/sveltekit-data/ },
  static: { statuses: [200, 304] }
}

/** @param {import('./asks.mjs').Ask} ask @param {Reply} reply */
function ofStatus({ route, method, path }, { status, headers }) {
  if (status === 503) return headers['retry-after'] ? [] : ['503 without Retry-After']
  // What node reads of a request, its headers together, is 16 KiB.
  if (status === 431 || status === 414) return path.length > 11_000 ? [] : [`${status} for a short request`]
  if (!['GET', 'HEAD'].includes(method)) {
    const fine = method === 'OPTIONS' ? [200, 204, 405].includes(status) : status === 405
    return fine || (route === 'odd' && status < 500) ? [] : [`${status} for ${method}`]
  }
  const expected = EXPECTED[route]
  const fine = expected ? expected.statuses.includes(status) : status < 500
  return fine ? [] : [`status ${status}`]
}

/**
 * The path as the router understands it: `/%65mbed` and `/embed/` are the embed, `/embed/../` is not.
 * @param {string} path
 */
function routed(path) {
  try {
    return decodeURIComponent(new URL(path, 'http://x').pathname)
  } catch {
    return ''
  }
}

const MOST_HEADER_BYTES = 3072
/** What every reply carries, see docs/deploy.md. */
const EVERYWHERE = [
  ...[
    'x-content-type-options',
    'referrer-policy',
    'permissions-policy',
    'cache-control',
    'cross-origin-resource-policy'
  ]
]

/** @param {(name: string) => boolean} has */
function missing(has) {
  const names = EVERYWHERE.filter((name) => !has(name))
  return names.length > 0 ? [`no header ${names.join(', ')}`] : []
}

/** @param {string} path @param {Reply} reply @returns {string[]} */
export function ofHeaders(path, { status, headers, headerBytes }) {
  const found = missing((name) => Boolean(headers[name]))
  const framed =
    headers['x-frame-options'] !== 'DENY' &&
    !/frame-ancestors 'none'/.test(headers['content-security-policy'] ?? '')
  if (framed && !/^\/embed(\/|$)/.test(routed(path))) found.push('may be framed')
  if (!framed && status === 200 && /^\/embed\/?$/.test(routed(path)))
    found.push('an embed that may not be framed')
  if (headerBytes > MOST_HEADER_BYTES) found.push(`more than ${MOST_HEADER_BYTES} bytes of headers`)
  return found
}

/**
 * Whether what node's own parser refused carries the headers all the same.
 * @param {string} text raw reply
 */
export function ofRawReply(text) {
  // An interim answer says only that the reply will follow.
  const final = text.replace(/^(HTTP\/1\.1 100 [^\r]*\r\n\r\n)+/, '')
  if (final === '') return []
  const [head] = final.split('\r\n\r\n')
  const [first, ...lines] = head.split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1])
  if (!status) return ['no HTTP reply']
  const names = lines.map((line) => line.split(':')[0].toLowerCase())
  const found = missing((name) => names.includes(name)).map((fault) => `${status} has ${fault}`)
  // 505 is node's word for a version of HTTP that there is not.
  if (status >= 500 && status !== 505 && !(status === 503 && names.includes('retry-after')))
    found.push(`status ${status}`)
  return found
}

/**
 * @param {import('./asks.mjs').Ask} ask
 * @param {Reply} reply
 * @returns {string[]}
 */
export function faultsOf(ask, reply) {
  const { route, method, path } = ask
  const found = [...ofStatus(ask, reply), ...ofHeaders(path, reply)]
  const { status, headers, body } = reply
  if (method === 'HEAD' || status === 304 || status === 204) {
    return body.length > 0 ? [...found, `a body for ${method} ${status}`] : found
  }
  const said = decoded(decoded(path))
  const type = headers['content-type'] ?? ''
  const { type: wanted } = EXPECTED[route] ?? {}
  if (status === 200 && method === 'GET' && wanted && !wanted.test(type)) found.push(`content type ${type}`)
  if (type.startsWith('text/html')) {
    const rendered = status === 200 && RENDERED.includes(route)
    found.push(...ofPage(body.toString(), said, rendered ? (headers['content-security-policy'] ?? '') : null))
  } else if (type.startsWith('application/json')) {
    const { value, found: inside } = ofJson(body.toString(), said)
    found.push(...inside)
    if (/^\/(api|oembed)/.test(route) && status >= 400 && typeof value?.error !== 'string')
      found.push(`${status} without an error in words`)
    if (route === '/oembed' && status === 200) found.push(...ofEmbedCode(String(value?.html)))
  } else if (type === 'image/png' && status === 200) {
    found.push(...ofCard(body))
  }
  return found
}

/**
 * The same question with as many cycles as a refusal says to work; null where it names none.
 * @param {import('./asks.mjs').Ask} ask
 * @param {Reply} reply
 * @returns {import('./asks.mjs').Ask | null}
 */
export function smaller(ask, { status, body }) {
  if (status !== 413) return null
  const [, cycles] = /cycles=(\d+) or less/.exec(body.toString()) ?? []
  if (cycles === undefined) return null
  const [path, search = ''] = ask.path.split('?')
  return { ...ask, method: 'GET', manners: 'wait', path: `${path}?cycles=${cycles}&${search}` }
}
