import { readCall, type Call } from '$lib/server/api/call'
import { compareReply } from '$lib/server/api/compare'
import { reply } from '$lib/server/api/reply'
import { calls } from '$lib/server/threads/simulations'
import { checkWork } from '$lib/server/api/work-limit'
import type { RequestHandler } from './$types'

/** @throws ApiError where the simulation would be too much work */
function read(search: URLSearchParams): Call {
  const call = readCall(search)
  checkWork(call.scenario)
  return call
}

export const GET: RequestHandler = ({ url, request }) =>
  reply(() => {
    const call = read(url.searchParams)
    return calls.run((runner, signal) => compareReply(call, runner, signal), request.signal)
  }, request.signal)

/** The status that a GET would have, without its work. */
export const HEAD: RequestHandler = async ({ url, request }) => {
  const { status, headers } = await reply(() => read(url.searchParams), request.signal)
  return new Response(null, { status, headers })
}

export { fallback, OPTIONS } from '$lib/server/api/reply'
