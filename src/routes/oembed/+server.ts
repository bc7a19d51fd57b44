import { resolve } from '$app/paths'
import { oembed } from '$lib/server/oembed'
import { firstLook } from '$lib/server/preview'
import { answer } from '$lib/server/reply'
import type { RequestHandler } from './$types'

/** Says how to embed a page of the tool. */
export const GET: RequestHandler = ({ url, request }) =>
  answer(
    () => oembed(url.searchParams, { origin: url.origin, base: resolve('/').replace(/\/$/, '') }, firstLook),
    request.signal
  )

export { fallback, OPTIONS } from '$lib/server/reply'
