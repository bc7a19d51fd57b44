import { resolve } from '$app/paths'
import { env } from '$env/dynamic/private'
import { oembed, type FirstLook } from '$lib/server/oembed'
import { firstLook } from '$lib/server/preview'
import { reply, lasting } from '$lib/server/api/reply'
import type { RequestHandler } from './$types'

/**
 * Without ORIGIN the answer contains the host that the caller names in its request, so no cache may give it to another
 * caller.
 */
const keeping = env.ORIGIN
  ? lasting
  : {
      'cache-control': 'private, no-store',
      vary: ['host', ...(env.HOST_HEADER ? [env.HOST_HEADER.toLowerCase()] : [])].join(', ')
    }

/** Says how to embed a page of the tool. */
export const GET: RequestHandler = ({ url, request }) =>
  reply(
    () => {
      const { origin, pathname } = new URL(resolve('/'), url)
      const look: FirstLook = (scenario) => firstLook(scenario, request.signal)
      return oembed(url.searchParams, { origin, base: pathname.replace(/\/$/, '') }, look)
    },
    request.signal,
    keeping
  )

export { fallback, OPTIONS } from '$lib/server/api/reply'
