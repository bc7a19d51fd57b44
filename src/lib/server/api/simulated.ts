/** The routes of the interface whose answers are simulated by the threads of the server. */
import type { RequestHandler } from '@sveltejs/kit'
import type { Runner } from '$lib/worker/runner'
import { calls } from '../threads/simulations'
import { readCall, type Call } from './call'
import { headReply, reply } from './reply'
import { checkWork } from './work-limit'

/** @throws ApiError where the simulation would be too much work */
function read(search: URLSearchParams): Call {
  const call = readCall(search)
  checkWork(call.scenario)
  return call
}

/** @param answer simulates what a call asks for */
export const simulatedRoute = (
  answer: (call: Call, runner: Runner, signal: AbortSignal) => Promise<object>
): { GET: RequestHandler; HEAD: RequestHandler } => ({
  GET: ({ url, request }) =>
    reply(() => {
      const call = read(url.searchParams)
      return calls.run((runner, signal) => answer(call, runner, signal), request.signal)
    }, request.signal),
  HEAD: ({ url, request }) => headReply(() => read(url.searchParams), request.signal)
})
