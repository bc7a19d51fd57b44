/** A connection that the system has completed but nobody has accepted is reset when the server stops listening. */

/** ms */
const TICK = 20
/** So many ticks in a row without a new connection mean that none is left. */
const QUIET = 3

/**
 * Waits until no new connection arrives.
 * @param {() => number} accepted how many connections were accepted so far
 * @param {number} longest the most that the wait lasts, ms
 * @returns {Promise<void>}
 */
export async function whenQuiet(accepted, longest) {
  let before = accepted()
  let quiet = 0
  for (let waited = 0; quiet < QUIET && waited < longest; waited += TICK) {
    await new Promise((resolve) => setTimeout(resolve, TICK))
    const now = accepted()
    quiet = now === before ? quiet + 1 : 0
    before = now
  }
}

/** While clients go on connecting: a balancer that has not yet heard, ms. */
const LONGEST = 5_000

/**
 * Lets the present listeners of the signals stop the server only when no more connections arrive.
 * @param {import('node:http').Server} server
 * @param {() => void} onDraining
 */
export function drainBeforeClosing(server, onDraining) {
  let accepted = 0
  server.on('connection', () => accepted++)
  let draining = false
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
    const stop = process.listeners(signal)
    process.removeAllListeners(signal)
    process.on(signal, async (...args) => {
      if (draining) return
      draining = true
      onDraining()
      await whenQuiet(() => accepted, LONGEST)
      for (const listener of stop) listener(...args)
    })
  }
}
