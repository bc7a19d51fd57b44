/** What is asked of the server: a link on one of its routes, by one of HTTP's methods. */
import fc from 'fast-check'
import { linksOf, searchOf } from './links.mjs'

/**
 * @typedef {object} Ask
 * @property {string} route for the table: the path, or `static`, `data`, `odd`
 * @property {string} method
 * @property {string} path with its search, in ASCII
 * @property {Record<string, string>} headers
 * @property {'wait' | 'leave' | 'reset'} manners whether the client waits for the reply
 */

const FILES = [
  ...['/favicon.svg', '/embed.js', '/robots.txt', '/licences.txt', '/service-worker.js', '/_app/version.json']
]

const ODD = [
  ...[
    '//',
    '//example.org/',
    '/.',
    '/..',
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2f.env'
  ],
  ...[
    '/%',
    '/%zz',
    '/%ff',
    '/%00',
    '/%C0%AF',
    '/\\',
    '/%5c..%5c',
    '/%65mbed',
    '/embed/',
    '/embed/../',
    '/EMBED'
  ],
  ...[
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/',
    '/api/v2/predict',
    '/api/v1/predict/',
    '/api/v1/nothing',
    '/api/x'
  ],
  ...[
    '/learn/',
    '/learn/nothing',
    '/learn/model/',
    '/nothing',
    '/index.html',
    '/privacy.html',
    '/favicon.ico'
  ],
  ...['/.env', '/server/index.js', '/package.json', '/_app/', '/_app/immutable/nothing.js', '/_app/env.js'],
  ...[
    '/card.png/',
    '/card.png/x',
    '/oembed/',
    '/healthz',
    '/metrics',
    '/__data.json',
    '/card.png.br',
    '/*',
    '/?'
  ],
  ...[
    '/%3Cscript%3E',
    '/%22onload=',
    '/constructor',
    '/__proto__',
    `/${'a'.repeat(3000)}`,
    `/${'a/'.repeat(900)}`
  ]
]

const METHODS = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH']

/** @type {Record<string, string>[]} */
const HEADERS = [
  { 'if-none-match': '"nothing", W/"x", *' },
  { 'accept-encoding': 'br, gzip' },
  { range: 'bytes=5-2' },
  { accept: 'application/json' },
  { host: 'attacker.example' },
  { 'x-forwarded-host': 'attacker.example', 'x-forwarded-proto': 'gopher' },
  { origin: 'https://attacker.example', 'content-type': 'application/x-www-form-urlencoded' },
  { 'x-sveltekit-action': 'true' },
  { cookie: `a=${'b'.repeat(500)}` },
  { 'content-length': '0' }
]

/**
 * @param {import('./links.mjs').Grammar} grammar
 * @param {string} origin what the server takes for its own address
 * @returns {fc.Arbitrary<Ask>}
 */
export function asksOf(grammar, origin) {
  const search = linksOf(grammar).map(searchOf)
  /** The first of several values counts; one in forty keeps the number of cycles that the link asks for. */
  const bounded = fc
    .tuple(search, fc.integer({ min: 1, max: 300 }), fc.nat(39))
    .map(([text, cycles, keep]) => (keep === 0 ? text : `?cycles=${cycles}&${text.slice(1)}`))
  const lesson = fc
    .tuple(search, fc.constantFrom('', 'lesson=beta-direction', 'lesson=lock', 'lesson=nothing'))
    .map(([text, name]) => `?${name}&${text.slice(1)}`)
  const pages = fc.constantFrom('/', '/embed', '/learn', '/share', '/privacy', '/elsewhere')
  const oembed = fc
    .record({
      page: pages,
      text: search,
      width: fc.constantFrom('', '&maxwidth=1', '&maxheight=9e9', '&format=xml')
    })
    .map(({ page, text, width }) => `?url=${encodeURIComponent(`${origin}${page}${text}`)}${width}`)

  /** @param {number} weight @param {string} route @param {fc.Arbitrary<string>} path */
  const to = (weight, route, path) => ({ weight, arbitrary: path.map((one) => ({ route, path: one })) })
  /** @param {number} weight @param {string} path @param {fc.Arbitrary<string>} [text] */
  const at = (weight, path, text = search) =>
    to(
      weight,
      path,
      text.map((one) => path + one)
    )
  const place = fc.oneof(
    at(18, '/'),
    at(16, '/embed'),
    at(10, '/learn', lesson),
    at(4, '/share'),
    at(4, '/compare'),
    at(1, '/privacy'),
    at(2, '/learn/model'),
    at(8, '/card.png'),
    at(6, '/oembed', fc.oneof({ weight: 5, arbitrary: oembed }, search)),
    at(12, '/api/v1/predict'),
    at(6, '/api/v1/simulate', bounded),
    at(4, '/api/v1/advise', bounded),
    at(2, '/api/v1/compare', bounded),
    to(
      4,
      'data',
      fc
        .tuple(fc.constantFrom('', '/compare', '/embed', '/learn', '/share'), search)
        .map(([page, text]) => `${page}/__data.json${text}`)
    ),
    to(3, 'static', fc.constantFrom(...FILES)),
    to(
      6,
      'odd',
      fc.oneof(
        fc.constantFrom(...ODD),
        fc.tuple(fc.constantFrom(...ODD), search).map((parts) => parts.join(''))
      )
    )
  )
  return fc
    .record({
      place,
      method: fc.oneof({ weight: 30, arbitrary: fc.constant('GET') }, fc.constantFrom(...METHODS)),
      headers: fc.oneof({ weight: 12, arbitrary: fc.constant({}) }, fc.constantFrom(...HEADERS)),
      manners: fc.oneof(
        { weight: 30, arbitrary: fc.constant(/** @type {const} */ ('wait')) },
        fc.constantFrom(/** @type {const} */ ('leave'), /** @type {const} */ ('reset'))
      )
    })
    .map(({ place, ...rest }) => ({ ...place, ...rest }))
}
