import { readCall } from '$lib/server/call'
import { predict } from '$lib/server/predict'
import { answer } from '$lib/server/reply'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, request }) =>
  answer(() => predict(readCall(url.searchParams)), request.signal)

export { fallback, OPTIONS } from '$lib/server/reply'
