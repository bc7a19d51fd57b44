/** Clients of every kind: those that wait, those that leave, and those that speak no HTTP. */
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** @type {Record<string, (bytes: Buffer) => Buffer>} */
const decoders = { br: brotliDecompressSync, gzip: gunzipSync }

/** What a reply says, whatever it was packed in. @param {string | undefined} encoding @param {Buffer} bytes */
const unpacked = (encoding, bytes) => (encoding && bytes.length > 0 ? decoders[encoding](bytes) : bytes)

/**
 * @param {{ host: string, port: number, clients: number, patience: number }} options patience in ms
 */
export function createClient({ host, port, clients, patience }) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const open = new Set()

  /**
   * Asks and waits for the whole reply.
   * @param {import('./asks.mjs').Ask} ask
   * @returns {Promise<import('./checks.mjs').Reply>}
   * @throws Error when the connection ends, or after the client's patience
   */
  const ask = ({ method, path, headers }) =>
    new Promise((resolve, reject) => {
      const asked = request({ host, port, agent, method, path, headers }, (response) => {
        /** @type {Buffer[]} */
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('error', finish)
        response.on('end', () => {
          const { statusCode = 0, statusMessage = '', rawHeaders } = response
          let body
          try {
            body = unpacked(response.headers['content-encoding'], Buffer.concat(chunks))
          } catch (error) {
            return finish(error instanceof Error ? error : new Error(`${error}`))
          }
          finish(null, {
            status: statusCode,
            headers: /** @type {Record<string, string>} */ (response.headers),
            // Two bytes between name and value and two at the end of each line, around them the status and a blank line.
            headerBytes: rawHeaders.join('').length + 2 * rawHeaders.length + statusMessage.length + 17,
            body
          })
        })
      })
      const timer = setTimeout(() => finish(new Error(`no reply within ${patience / 1000} s`)), patience)
      /** @param {Error | null} error @param {import('./checks.mjs').Reply} [reply] */
      function finish(error, reply) {
        clearTimeout(timer)
        if (reply) resolve(reply)
        else {
          asked.destroy()
          reject(error)
        }
      }
      asked.on('error', finish)
      asked.end()
    })

  /**
   * Sends bytes and gives what came back until the server closed, or until it had said nothing for a while.
   * @param {Buffer} bytes
   * @param {{ reset?: boolean, quiet?: number }} [options] reset: hang up at once, rudely; quiet in ms
   * @returns {Promise<string>}
   */
  const send = (bytes, { reset = false, quiet = 2000 } = {}) =>
    new Promise((resolve) => {
      let text = ''
      const socket = connect({ host, port }, () => {
        socket.write(bytes, () => {
          if (reset) socket.resetAndDestroy()
        })
      })
      open.add(socket)
      socket.setTimeout(quiet, () => socket.destroy())
      socket.on('data', (chunk) => (text += chunk.toString('latin1')))
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        resolve(text)
      })
    })

  /** Asks and hangs up before the reply. @param {import('./asks.mjs').Ask} ask */
  const drop = ({ method, path, headers, manners }) => {
    const lines = Object.entries({ host: `${host}:${port}`, ...headers }).map((line) => line.join(': '))
    const head = `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
    return send(Buffer.from(head), manners === 'reset' ? { reset: true } : { quiet: 20 })
  }

  /** Keeps connections open that send their headers a byte at a time; gives a function that ends them. @param {number} many */
  function dawdle(many) {
    const letters = 'x-slow: '
    let turn = 0
    /** @type {Set<import('node:net').Socket>} */
    const sockets = new Set()
    const hold = () => {
      const socket = connect({ host, port }, () => socket.write('GET / HTTP/1.1\r\nhost: a\r\n'))
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
      socket.resume()
      sockets.add(socket)
    }
    const timer = setInterval(() => {
      while (sockets.size < many) hold()
      for (const socket of sockets) if (socket.writable) socket.write(letters[turn % letters.length])
      turn++
    }, 500)
    return () => {
      clearInterval(timer)
      for (const socket of sockets) socket.destroy()
    }
  }

  const close = () => {
    agent.destroy()
    for (const socket of open) socket.destroy()
  }

  return { ask, drop, send, dawdle, close }
}
