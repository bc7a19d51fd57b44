import { pathOf } from './headers.mjs'

/** When to ask again, s. */
const AGAIN = 5

const why = {
  full: 'too many requests wait already',
  wait: 'this request has waited for too long',
  lag: 'it does not keep up with its work'
}

/** Programs read JSON; Kit's own script, on behalf of a page, reads `message`. */
const programs = /^\/(api\/.*|api|oembed|card\.png|.*__data\.json)$/

/**
 * Answers that the server is too busy.
 * @param {string} target
 * @param {import('node:http').ServerResponse} response
 * @param {string} page
 * @param {keyof typeof why} reason
 */
export function busy(target, response, page, reason) {
  const headers = { 'retry-after': String(AGAIN), 'cache-control': 'no-store' }
  if (programs.test(pathOf(target))) {
    const message = `The server is busy: ${why[reason]}; ask again in ${AGAIN} seconds`
    response.writeHead(503, { ...headers, 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: message, message }))
    return
  }
  const framing = response.getHeader('content-security-policy')
  response.writeHead(503, {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
      ...(framing ? [framing] : [])
    ].join('; ')
  })
  response.end(page)
}
