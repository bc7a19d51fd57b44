/** What the front counts, for /metrics. */
import { register } from './metrics.mjs'
import { whenOver } from './over.mjs'

/** Requests by class and status. @type {Map<string, { labels: Record<string, string>, value: number }>} */
const requests = new Map()
/** 503s that the application gave, because too many simulations wait. */
let simulations = 0

/** @param {Record<string, string>} labels */
function add(labels) {
  const key = Object.values(labels).join(' ')
  const row = requests.get(key)
  if (row) row.value++
  else requests.set(key, { labels, value: 1 })
}

/** Marks a reply as a 503 of the gate, which counts these by their reason. @type {WeakSet<object>} */
const shed = new WeakSet()

/** @param {import('node:http').ServerResponse} response */
export const markShed = (response) => shed.add(response)

/**
 * Counts a request by its status when its reply has ended; 499 is a client that went before.
 * @param {string} kind
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function count(kind, request, response) {
  whenOver(request, response, () => {
    const status = response.headersSent ? response.statusCode : 499
    add({ class: kind, status: String(status) })
    if (status === 503 && kind !== 'probe' && !shed.has(response)) simulations++
  })
}

/** Counts a refusal of what was no request. @param {number} status */
export const countRefusal = (status) => add({ class: 'malformed', status: String(status) })

/**
 * @param {import('./gate.mjs').Gate<string>} gate
 * @param {import('./lag.mjs').Lag} lag
 */
export function publish(gate, lag) {
  const lanes = (/** @type {'waiting' | 'active' | 'started' | 'dropped'} */ field) => () =>
    gate.counts.map((counts) => ({ labels: { lane: counts.name }, value: counts[field] }))
  register(
    'xfetch_tuner_requests_total',
    'Requests by class and HTTP status; 499 is a client that left before its answer.',
    'counter',
    () => [...requests.values()]
  )
  register(
    'xfetch_tuner_unavailable_total',
    'Replies with status 503 by reason: the queue was full, the wait too long, the event loop late, or too many simulations waited.',
    'counter',
    () =>
      Object.entries({ ...gate.shed, simulations }).map(([reason, value]) => ({ labels: { reason }, value }))
  )
  register('xfetch_tuner_queue_length', 'Requests that wait to be worked on.', 'gauge', lanes('waiting'))
  register('xfetch_tuner_active', 'Requests that are being worked on.', 'gauge', lanes('active'))
  register(
    'xfetch_tuner_started_total',
    'Requests whose work was begun, such as renders.',
    'counter',
    lanes('started')
  )
  register(
    'xfetch_tuner_dropped_total',
    'Requests whose client left before the work was begun.',
    'counter',
    lanes('dropped')
  )
  register(
    'xfetch_tuner_event_loop_lag_seconds',
    'How late the timers of the event loop were.',
    'histogram',
    () => lag.histogram
  )
  register(
    'xfetch_tuner_event_loop_lag_recent_seconds',
    'The largest event loop lag of the last second.',
    'gauge',
    () => lag.recent / 1000
  )
  register('process_resident_memory_bytes', 'Resident memory of the process.', 'gauge', () =>
    process.memoryUsage.rss()
  )
}
