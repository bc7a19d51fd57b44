/** Loaded into a server under attack (`--import`): ends a thread of the server's whenever its parent says so. */
import { syncBuiltinESMExports } from 'node:module'
import threads from 'node:worker_threads'

/** @type {Set<threads.Worker>} */
const alive = new Set()
const { Worker } = threads

threads.Worker = class extends Worker {
  /** @param {ConstructorParameters<typeof Worker>} args */
  constructor(...args) {
    super(...args)
    alive.add(this)
    this.once('exit', () => alive.delete(this))
  }
}
syncBuiltinESMExports()

process.on('message', (/** @type {number} */ which) => {
  const victims = [...alive]
  if (victims.length === 0) return
  void victims[which % victims.length].terminate()
  process.send?.('killed')
})
// The server must end when it is told to, whoever listens, and with the one who started it.
process.channel?.unref()
process.on('disconnect', () => process.exit())
