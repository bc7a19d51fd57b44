import { createServer } from 'node:net'

/**
 * Listens for a moment: the port that was free, or null. Port 0 asks the system for any.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | null>}
 */
export const freePort = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ port, host }, () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })

/**
 * The first free port from the wanted one upwards.
 * @param {number} wanted
 * @param {string} host
 */
export async function firstFreePort(wanted, host) {
  for (let port = wanted; port < wanted + 100; port++) {
    if ((await freePort(port, host)) !== null) return port
  }
  throw new Error(`The ports ${wanted} to ${wanted + 99} are all taken on ${host}: choose one with PORT.`)
}
