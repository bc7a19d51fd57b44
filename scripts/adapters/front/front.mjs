/** Stands between Node's server and the adapter: tidies, admits, answers probes, counts. */
import { readdirSync, readFileSync } from 'node:fs'
import { giveUp } from './begin.mjs'
import { busy } from './busy.mjs'
import { count, countRefusal, markShed, publish } from './counts.mjs'
import { drainBeforeClosing } from './drain.mjs'
import { Gate } from './gate.mjs'
import { METHODS, prepare } from './headers.mjs'
import { Lag } from './lag.mjs'
import { CONTENT_TYPE, exposition } from './metrics.mjs'
import { whenOver } from './over.mjs'
import { refuse, refuseWithHeaders } from './refusals.mjs'
import { nameScheme } from './scheme.mjs'
import { listenFault } from './settings.mjs'
import { isFile, laneOf, pathsOf, tidyTarget } from './target.mjs'

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** A client that neither sends nor reads loses its connection, ms. Longer than any call of the API takes. */
const LONGEST_SILENCE = 180_000
/** A visitor who has waited this long learns more from a 503, ms. */
const LONGEST_WAIT = 5_000
/** A client that reads its file more slowly holds nobody up, ms. */
const SLOW_READER = 100
/** A reply that never came after its client had gone gives its place back, ms. */
const ABANDONED = 10_000

const lanes = {
  page: { most: 4, waiting: 128, lag: 2_000 },
  card: { most: 4, waiting: 64, lag: 1_000 },
  // Simulations have a queue of their own behind this one, which is shorter.
  api: { most: 64, waiting: 64, lag: 500 }
}

/** @param {string} folder @returns {string[]} the files in it, with `/` between folders */
function filesIn(folder) {
  try {
    return readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

/**
 * Calls back once the head of a reply is written, for then the work is done, however slowly the client reads.
 * @param {Request} request
 * @param {Response} response
 * @param {() => void} done
 */
function onHead(request, response, done) {
  const { writeHead } = response
  response.writeHead = /** @type {typeof writeHead} */ (
    (/** @type {any[]} */ ...args) => {
      done()
      return writeHead.apply(response, /** @type {any} */ (args))
    }
  )
  whenOver(request, response, () => setTimeout(done, ABANDONED).unref())
}

/**
 * The adapter's file server pipes a file into the reply and then leaves it: a client that goes would leave the file
 * open, and a file that cannot be opened would end the process.
 * @param {Request} request
 * @param {Response} response
 */
function closeFiles(request, response) {
  response.once('pipe', (file) => {
    file.on('error', () => response.destroy())
    whenOver(request, response, () => file.destroy())
  })
}

/**
 * @param {object} adapter what the adapter's own entry exports
 * @param {string | false} adapter.path
 * @param {string} adapter.host
 * @param {string | false} adapter.port
 * @param {{ server: import('node:http').Server, attach: import('node:http').RequestListener }} adapter.server polka's
 */
export function stand({ server: polka, ...address }) {
  const { server, attach } = polka
  const files = pathsOf(filesIn('client'), filesIn('prerendered'))
  const page = readFileSync(new URL('busy.html', import.meta.url), 'utf8')
  const lag = new Lag().start()
  /** Files that are being sent. */
  let sending = 0
  let draining = false
  const gate = new Gate({ lanes, longestWait: LONGEST_WAIT, lag: () => lag.recent, pressing: () => sending })
  publish(gate, lag)

  /** @type {Record<string, (response: Response) => void>} */
  const probes = {
    '/healthz': (response) => {
      response.writeHead(draining ? 503 : 200, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
      response.end(draining ? 'draining\n' : 'ok\n')
    }
  }
  if (process.env.METRICS === '1') {
    probes['/metrics'] = (response) => {
      response.writeHead(200, { 'content-type': CONTENT_TYPE, 'cache-control': 'no-store' })
      response.end(exposition())
    }
  }

  /** @param {Request} request @param {Response} response */
  function send(request, response) {
    let pressing = true
    const release = () => {
      if (pressing) sending--
      pressing = false
    }
    sending++
    setTimeout(release, SLOW_READER).unref()
    whenOver(request, response, release)
    closeFiles(request, response)
    attach(request, response)
  }

  /** @param {Request} request @param {Response} response */
  function queue(request, response) {
    const target = request.url ?? '/'
    const leave = gate.enter(laneOf(target), {
      gone: () => response.destroyed || request.socket.destroyed,
      start: (done) => {
        onHead(request, response, done)
        closeFiles(request, response)
        attach(request, response)
      },
      shed: (reason) => {
        markShed(response)
        busy(target, response, page, reason)
      }
    })
    whenOver(request, response, leave)
  }

  /** @param {Request} request @param {Response} response */
  function receive(request, response) {
    const tidy = tidyTarget(request)
    const target = request.url ?? '/'
    const [path] = target.split('?', 1)
    const probe = Object.hasOwn(probes, path) ? probes[path] : undefined
    const file = isFile(target, files)
    count(probe ? 'probe' : file ? 'file' : laneOf(target), request, response)
    if (draining) response.setHeader('connection', 'close')
    prepare(request, response)
    if (response.writableEnded) return
    if (request.method === 'OPTIONS' && target === '*')
      response.writeHead(204, { allow: METHODS.join(', ') }).end()
    else if (!tidy || (request.httpVersion === '1.1' && request.headers.host === undefined))
      refuse(response, 400)
    else if (probe) probe(response)
    else {
      nameScheme(request.headers, process.env)
      if (file) send(request, response)
      else queue(request, response)
    }
  }

  // The adapter's other listener stays: it counts requests, to know when it may stop.
  server.off('request', attach)
  server.prependListener('request', receive)
  server.timeout = LONGEST_SILENCE
  // Node refuses a request without a host before any listener hears of it; `receive` does it with headers.
  Object.assign(server, { requireHostHeader: false })
  refuseWithHeaders(server, countRefusal)
  drainBeforeClosing(server, () => (draining = true))
  server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (server.listening) console.error(error)
    else void giveUp([listenFault(error, address)])
  })
}
