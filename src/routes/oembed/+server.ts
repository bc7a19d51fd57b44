import { resolve } from '$app/paths'
import { oembed, type FirstLook } from '$lib/server/oembed'
import { firstLook } from '$lib/server/preview'
import { answer } from '$lib/server/reply'
import type { RequestHandler } from './$types'

/** Says how to embed a page of the tool. */
export const GET: RequestHandler = ({ url, request }) =>
  answer(() => {
    const { origin, pathname } = new URL(resolve('/'), url)
    const look: FirstLook = (scenario) => firstLook(scenario, request.signal)
    return oembed(url.searchParams, { origin, base: pathname.replace(/\/$/, '') }, look)
  }, request.signal)

export { fallback, OPTIONS } from '$lib/server/reply'
