/**
 * What every reply of the server carries, whoever wrote it: pages that were rendered, pages and files that lay ready.
 * What a reply sets itself, such as the policy of a rendered page, takes the place of what is set here.
 */

/** Powers that no page here uses; the clipboard and the share sheet are not among them. */
const unused = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking'
]

const everywhere = {
  'x-content-type-options': 'nosniff',
  // The scenario is in the address, and an address is nobody else's business.
  'referrer-policy': 'no-referrer',
  // Asked for again each time, unless a reply knows better: a page must not outlive the scripts it names.
  'cache-control': 'no-cache',
  'permissions-policy': unused.map((name) => `${name}=()`).join(', ')
}

/** A page that could be framed could be clicked through unseen. */
const unframed = { 'content-security-policy': "frame-ancestors 'none'", 'x-frame-options': 'DENY' }

/** Lessons that run Python or SQLite in threads are isolated, and frame only what says that it is, too. */
const framed = { 'cross-origin-embedder-policy': 'require-corp' }

/** An embed in a sandbox has no origin of its own, so it asks for its own scripts as a stranger. */
const forEveryone = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }
const forUs = { 'cross-origin-resource-policy': 'same-origin' }

const embed = /^\/embed\/?$/
/** What other pages draw on: the embed, the interfaces for programs, and every file. */
const shared = /^\/(embed|oembed|api)(\/|$)|^\/[^/]+\.\w+$|^\/_app\//
/** What refuses a method in its own words. */
const programs = /^\/(api\/.*|api|oembed|card\.png)$/

/**
 * The path as the router understands it: `/embed/../` is the front page, and `/%65mbed` the embed.
 * @param {string} target of a request, `/embed?beta=4`
 * @returns {string} empty for what is no path
 */
export function pathOf(target) {
  if (!target.startsWith('/')) return ''
  try {
    const { pathname } = new URL(`http://host${target}`)
    return pathname.split('%25').map(decodeURI).join('%25')
  } catch {
    return ''
  }
}

/**
 * The headers for a request's target.
 * @param {string} target
 * @returns {Record<string, string>}
 */
export function headersFor(target) {
  const path = pathOf(target)
  return {
    ...everywhere,
    ...(embed.test(path) ? framed : unframed),
    ...(shared.test(path) ? forEveryone : forUs)
  }
}

export const METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Puts the headers on a reply before anybody else sees the request, and turns away what nobody would answer well.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function prepare(request, response) {
  const target = request.url ?? '/'
  for (const [name, value] of Object.entries(headersFor(target))) response.setHeader(name, value)
  // Files and finished pages would be sent whatever the method.
  if (!METHODS.includes(request.method ?? '') && !programs.test(pathOf(target))) {
    response.writeHead(405, { allow: METHODS.join(', ') }).end()
  }
  // The file server answers odd ranges with lengths below zero. No file here is worth sending in parts.
  delete request.headers.range
}
