import { type Key, PARAMETERS, type Scenario } from '#core'
import { toDigits } from '$lib/text/words'
import { uniqueName } from '$lib/link/parameters/names'

/** So many requests in a rebuild time make a key that is neither hot nor cold for XFetch. */
const WARM = 5

/** A key to add to a scenario: warm, at a round rate, under a name that no other has. */
export function newKey({ keys, delta }: Scenario): Key {
  const { min, max } = PARAMETERS.rate
  const name = uniqueName(
    'warm',
    keys.map((key) => key.name)
  )
  return { name, rate: Math.min(max, Math.max(min, toDigits(WARM / delta, 1))), ttl: null, delta: null }
}
