import { advise, needsRunner } from '$lib/server/api/advise'
import { readCall } from '$lib/server/api/call'
import { reply } from '$lib/server/api/reply'
import { calls } from '$lib/server/threads/simulations'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, request }) =>
  reply(() => {
    const call = readCall(url.searchParams)
    const { scenario } = call
    return needsRunner(scenario)
      ? calls.run((runner, signal) => advise(call, runner, signal), request.signal)
      : advise(call, null, request.signal)
  }, request.signal)

/** The status that a GET would have, without its work. */
export const HEAD: RequestHandler = async ({ url, request }) => {
  const read = () => {
    readCall(url.searchParams)
    return {}
  }
  const { status, headers } = await reply(read, request.signal)
  return new Response(null, { status, headers })
}

export { fallback, OPTIONS } from '$lib/server/api/reply'
