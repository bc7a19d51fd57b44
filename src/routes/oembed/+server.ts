import { resolve } from '$app/paths'
import { oembed } from '$lib/server/oembed'
import { firstLook } from '$lib/server/preview'
import { answer } from '$lib/server/reply'
import type { RequestHandler } from './$types'

/** Says how to embed a page of the tool. */
export const GET: RequestHandler = ({ url, request }) =>
  answer(() => {
    const { origin, pathname } = new URL(resolve('/'), url)
    return oembed(url.searchParams, { origin, base: pathname.replace(/\/$/, '') }, firstLook)
  }, request.signal)

export { fallback, OPTIONS } from '$lib/server/reply'
