import { simulationReply } from '$lib/server/api/simulate'
import { simulatedRoute } from '$lib/server/api/simulated'

export const { GET, HEAD } = simulatedRoute((call, runner, signal) => simulationReply(call, runner, signal))

export { fallback, OPTIONS } from '$lib/server/api/reply'
