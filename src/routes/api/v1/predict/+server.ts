import { readCall } from '$lib/server/api/call'
import { predict } from '$lib/server/api/predict'
import { reply } from '$lib/server/api/reply'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, request }) =>
  reply(() => predict(readCall(url.searchParams)), request.signal)

export { fallback, OPTIONS } from '$lib/server/api/reply'
