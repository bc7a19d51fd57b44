/** What a request asks for. */
import { pathOf } from './headers.mjs'

/** @typedef {'page' | 'card' | 'api'} LaneName */

/**
 * Gives a request in absolute form (`GET http://host/path`) the form of all others, and its host (RFC 9112, 3.2.2).
 * @param {import('node:http').IncomingMessage} request which is changed
 * @returns {boolean} false when its target is no path
 */
export function tidyTarget(request) {
  const target = request.url ?? ''
  if (/^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) return false
    const { host, pathname, search } = new URL(target)
    request.url = pathname + search
    request.headers.host = host
    return true
  }
  return target.startsWith('/')
}

/**
 * The queue in which a request waits.
 * @param {string} target
 * @returns {LaneName}
 */
export function laneOf(target) {
  const path = pathOf(target)
  if (/^\/api(\/|$)/.test(path)) return 'api'
  return /^\/(card\.png|oembed)\/?$/.test(path) ? 'card' : 'page'
}

/**
 * Whether the reply to a request lies ready as a file: its path is decoded as the adapter's file server does it.
 * @param {string} target
 * @param {Set<string>} files
 */
export function isFile(target, files) {
  const [path] = target.split('?', 1)
  try {
    return files.has(decodeURI(path))
  } catch {
    return false
  }
}

/**
 * The paths of files, and those of finished pages, which have no ending.
 * @param {string[]} client
 * @param {string[]} finished
 */
export function pathsOf(client, finished) {
  const pages = finished
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.replace(/(\/index)?\.html$/, ''))
  return new Set([...client, ...finished, ...pages].map((file) => `/${file.replaceAll('\\', '/')}`))
}
