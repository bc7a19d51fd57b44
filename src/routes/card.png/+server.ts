import { parseLink } from '$lib/link/parameters/codec'
import { drawCard } from '$lib/server/card/card'
import { keepCards } from '$lib/server/card/kept-cards'
import { reply, lasting, open } from '$lib/server/api/reply'
import type { RequestHandler } from './$types'

const cardOf = keepCards(drawCard)

/** The picture of a link. As on the page, a field that cannot be read gets its default. */
export const GET: RequestHandler = ({ url, request }) =>
  reply(async () => {
    const { png, etag } = await cardOf(parseLink(url.searchParams).scenario, request.signal)
    const headers = { ...open, ...lasting, etag }
    const known = request.headers.get('if-none-match')?.split(',') ?? []
    if (known.some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim())))
      return new Response(null, { status: 304, headers })
    return new Response(png, {
      headers: { ...headers, 'content-type': 'image/png', 'content-length': `${png.byteLength}` }
    })
  }, request.signal)

export { fallback, OPTIONS } from '$lib/server/api/reply'
