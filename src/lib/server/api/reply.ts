import { ApiError } from './api-error'

/** Any page may ask. */
export const open = { 'access-control-allow-origin': '*' }
/** A reply depends on nothing but its address and the version of the tool. */
export const lasting = { 'cache-control': 'public, max-age=86400' }

function json(body: object, status: number, headers: Record<string, string>): Response {
  return Response.json(body, { status, headers: { ...open, ...headers } })
}

/**
 * Answers a GET with what the work gives, as JSON unless it is a response already, or with an error, in JSON all the
 * same.
 * @param signal aborted when the client has gone
 * @param headers of a good answer
 */
export async function reply(
  work: () => object | Promise<object>,
  signal: AbortSignal,
  headers: Record<string, string> = lasting
): Promise<Response> {
  try {
    const given = await work()
    return given instanceof Response ? given : json(given, 200, headers)
  } catch (error) {
    if (error instanceof ApiError) {
      return json({ error: error.message, ...error.details }, error.status, error.headers)
    }
    // Nobody reads this one.
    if (signal.aborted) return json({ error: 'The client closed the request' }, 499, {})
    console.error(error)
    return json({ error: 'The server failed to answer; your request is not at fault' }, 500, {})
  }
}

/** The status and headers that a GET would have. @param read what of its work can fail by the link alone */
export async function headReply(read: () => object, signal: AbortSignal): Promise<Response> {
  const { status, headers } = await reply(read, signal)
  return new Response(null, { status, headers })
}

const methods = 'GET, HEAD, OPTIONS'

/** Says what may be asked, also to a page of another origin that sends headers of its own. */
export const OPTIONS = () =>
  new Response(null, {
    status: 204,
    headers: {
      ...open,
      allow: methods,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400'
    }
  })

/** Refuses every other method. */
export const fallback = ({ request }: { request: Request }) =>
  json({ error: `${request.method} is not allowed; use GET` }, 405, { allow: methods })
