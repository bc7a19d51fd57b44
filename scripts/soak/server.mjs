/** The server under attack: started again when it dies, and measured where the system tells. */
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../port.mjs'
import { root } from '../run.mjs'

/** What the server takes for its own address, so that the same seed asks for the same links on every port. */
export const ORIGIN = 'http://tuner.test'
const HOST = '127.0.0.1'

/**
 * @typedef {object} Sample
 * @property {number} rss MB
 * @property {number} descriptors
 */

/** What /proc says of a process; null where there is no /proc. @param {number | undefined} pid @returns {Sample | null} */
function sampleOf(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return { rss: Number(kilobytes) / 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
  } catch {
    return null
  }
}

/** @param {{ onDeath: (how: string) => void }} options */
export async function startServer({ onDeath }) {
  const port = /** @type {number} */ (await freePort(0, HOST))
  /** @type {{ restarts: number, killed: number, log: string[] }} */
  const state = { restarts: 0, killed: 0, log: [] }
  /** @type {import('node:child_process').ChildProcess} */
  let child
  let stopping = false
  /** Settled once the server listens, or has died. @type {Promise<void>} */
  let ready = Promise.resolve()

  function start() {
    child = spawn(process.execPath, ['--import', new URL('hook.mjs', import.meta.url).href, 'build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, HOST, PORT: String(port), ORIGIN, NODE_ENV: 'production', METRICS: '1' }
    })
    child.on('message', () => state.killed++)
    const keep = (/** @type {string} */ line) => {
      state.log.push(line)
      if (state.log.length > 200) state.log.shift()
    }
    createInterface(/** @type {import('node:stream').Readable} */ (child.stderr)).on('line', keep)
    ready = new Promise((resolve, reject) => {
      createInterface(/** @type {import('node:stream').Readable} */ (child.stdout)).on('line', (line) => {
        if (line.startsWith('Listening on ')) resolve()
        else keep(line)
      })
      child.once('exit', (code, signal) => {
        if (stopping) return
        onDeath(signal ? `signal ${signal}` : `code ${code}`)
        reject(new Error(`The server ended: ${state.log.slice(-5).join(' / ')}`))
        // One that cannot even start ends the run instead.
        if (state.restarts++ < 20) start()
      })
    })
    ready.catch(() => {})
  }
  start()
  await ready

  return {
    host: HOST,
    port,
    state,
    /** Waits until it listens, also after a death. */
    async listening() {
      for (let tries = 0; tries < 50; tries++) {
        try {
          return await ready
        } catch {
          await wait(20)
        }
      }
      throw new Error(`The server does not start any more: ${state.log.slice(-5).join(' / ')}`)
    },
    /** Ends a thread of the server's. @param {number} which */
    killThread(which) {
      if (child.connected) child.send(which, () => {})
    },
    sample: () => sampleOf(child.pid),
    /** @returns {Promise<void>} */
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill()
      })
  }
}

/**
 * A server that somebody else started.
 * @param {string} address on this machine
 */
export function foreignServer(address) {
  const { protocol, hostname, port, origin } = new URL(address)
  if (protocol !== 'http:' || !/^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname))
    throw new Error(`--url ${address} is not on this machine: the soak attacks http://127.0.0.1:PORT only`)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80), origin }
}
