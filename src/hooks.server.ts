import { randomBytes } from 'node:crypto'
import type { Handle, HandleServerError } from '@sveltejs/kit'
import { building, dev } from '$app/environment'
import { parseRule } from '$lib/link/rules/rule-parser'
import { useRuleParser } from '$lib/link/rules/rule-reader'
import { keepPages } from '$lib/server/kept-pages'

useRuleParser(parseRule)

const DENIED = "; frame-ancestors 'none'"

const pageOf = keepPages()

/** The same link is the same page for everybody: no page reads cookies, or headers other than the host's. */
export const handle: Handle = (asked) => {
  const { event } = asked
  const isPage = !event.isDataRequest && /^\/(\(site\)|embed$)/.test(event.route.id ?? '')
  // During development a kept page would hide every change.
  return isPage && !building && !dev ? pageOf(event.request, () => rendered(asked)) : rendered(asked)
}

/**
 * What depends on the page: who may frame it, and the theme that an embed is given. What a page loads first is named in
 * its head and not in a header: that of `/` would take more than the 4 kB that a proxy has for all of them.
 */
async function rendered({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
  const embed = event.route.id === '/embed'
  // A page that is finished beforehand has no search; its own script takes the theme then.
  const theme = embed && !building ? event.url.searchParams.get('theme')?.trim().toLowerCase() : null
  const modules: string[] = []
  const response = await resolve(event, {
    // Kit names them in the head itself when it builds a page beforehand.
    preload: ({ type, path }) => {
      if (building) return type === 'js' || type === 'css'
      if (type === 'js') modules.push(path)
      return false
    },
    transformPageChunk: ({ html }) => {
      const links = modules.map((path) => `<link href="${encodeURI(path)}" rel="modulepreload">`)
      const loading = links.length > 0 ? html.replace('</head>', () => `${links.join('')}</head>`) : html
      return theme === 'light' || theme === 'dark'
        ? loading.replace('<html lang="en"', `<html lang="en" data-theme="${theme}"`)
        : loading
    }
  })
  const policy = response.headers.get('content-security-policy')
  if (embed && policy) response.headers.set('content-security-policy', policy.replace(DENIED, ''))
  return response
}

/**
 * Writes a fault to the log without the address that met it, for the scenario in it is its owner's. What is asked for
 * in vain is no fault.
 */
export const handleError: HandleServerError = ({ error, status, message, event }) => {
  if (status < 500) return { message }
  const id = randomBytes(4).toString('hex')
  console.error(`Fault ${id} in ${event.request.method} ${event.route.id}`, error)
  return { message: 'Something went wrong in the server', id }
}
