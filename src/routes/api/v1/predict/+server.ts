import { readCall } from '$lib/server/api/call'
import { isLong, predict, predictByThreads } from '$lib/server/api/predict'
import { reply } from '$lib/server/api/reply'
import { calls } from '$lib/server/threads/simulations'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, request }) =>
  reply(() => {
    const call = readCall(url.searchParams)
    return isLong(call)
      ? calls.run((runner, signal) => predictByThreads(call, runner, signal), request.signal)
      : predict(call)
  }, request.signal)

export { fallback, OPTIONS } from '$lib/server/api/reply'
