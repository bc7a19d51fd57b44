import { type Key, PARAMETERS, type Scenario } from '#core'
import { toDigits } from '$lib/text/words'
import { uniqueName } from '$lib/link/parameters/names'

/** Requests in a rebuild time of a key that is neither hot nor cold for XFetch. */
const WARM = 5

/** A key to add to a scenario: warm, with a round rate and an unused name. */
export function newKey({ keys, delta }: Scenario): Key {
  const { min, max } = PARAMETERS.rate
  const name = uniqueName(
    'warm',
    keys.map((key) => key.name)
  )
  return { name, rate: Math.min(max, Math.max(min, toDigits(WARM / delta, 1))), ttl: null, delta: null }
}
