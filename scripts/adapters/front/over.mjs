/** The callbacks of all unfinished replies of a connection. @type {WeakMap<object, Set<() => void>>} */
const unfinished = new WeakMap()

/**
 * Calls back once when a reply has ended or its connection has closed. Node says nothing to a reply that waits behind
 * another one on a connection which closes.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {() => void} callback
 */
export function whenOver({ socket }, response, callback) {
  const known = unfinished.get(socket)
  const all = known ?? new Set()
  if (!known) {
    unfinished.set(socket, all)
    socket.once('close', () => {
      for (const end of all) end()
    })
  }
  const end = () => {
    if (all.delete(end)) callback()
  }
  all.add(end)
  response.once('close', end)
}
