import { STATUS_CODES } from 'node:http'
import { headersFor } from './headers.mjs'

/** Replies to what is no request of HTTP, which Node would give without the headers that every reply carries. */

/** @type {Record<string, number>} */
const statuses = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408
}

/** @param {number} status */
function bytes(status) {
  const text = `${status} ${STATUS_CODES[status]}\n`
  const headers = {
    ...headersFor(''),
    connection: 'close',
    date: new Date().toUTCString(),
    'content-type': 'text/plain',
    'content-length': String(text.length)
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`
}

/**
 * Answers with a status and its name.
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {Record<string, string>} [headers]
 */
export function refuse(response, status, headers = {}) {
  response
    .writeHead(status, { 'content-type': 'text/plain', connection: 'close', ...headers })
    .end(`${status} ${STATUS_CODES[status]}\n`)
}

/**
 * Gives Node's own refusals the headers of all replies.
 * @param {import('node:http').Server} server
 * @param {(status: number) => void} count
 */
export function refuseWithHeaders(server, count) {
  /** @type {WeakMap<import('node:stream').Duplex, import('node:http').ServerResponse>} */
  const latest = new WeakMap()
  server.on('request', (request, response) => latest.set(request.socket, response))
  server.on('clientError', (/** @type {NodeJS.ErrnoException} */ error, socket) => {
    const reply = latest.get(socket)
    // Bytes in the midst of another reply would be taken for a part of it.
    const midst = reply !== undefined && reply.headersSent && !reply.writableFinished
    if (error.code === 'ECONNRESET' || !socket.writable || midst) return socket.destroy()
    const status = statuses[error.code ?? ''] ?? 400
    count(status)
    socket.end(bytes(status))
    // Time for the client to read it, but not to keep the connection.
    setTimeout(() => socket.destroy(), 2_000).unref()
  })
  server.on('checkExpectation', (request, response) => {
    for (const [name, value] of Object.entries(headersFor(request.url ?? ''))) response.setHeader(name, value)
    count(417)
    refuse(response, 417)
  })
}
