import { advise, needsRunner } from '$lib/server/api/advise'
import { readCall } from '$lib/server/api/call'
import { headReply, reply } from '$lib/server/api/reply'
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

export const HEAD: RequestHandler = ({ url, request }) =>
  headReply(() => readCall(url.searchParams), request.signal)

export { fallback, OPTIONS } from '$lib/server/api/reply'
