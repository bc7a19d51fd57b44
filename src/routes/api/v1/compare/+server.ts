import { compareReply } from '$lib/server/api/compare'
import { simulatedRoute } from '$lib/server/api/simulated'

export const { GET, HEAD } = simulatedRoute(compareReply)

export { fallback, OPTIONS } from '$lib/server/api/reply'
