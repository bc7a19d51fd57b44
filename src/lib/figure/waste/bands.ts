/** The ranges of β that a waste panel marks for each key, from the recommendation. */
import type { Recommendation } from '#core'

export interface Band {
  low: number
  high: number
  /** Where in there it is best. */
  beta: number
}

/** The β to set. */
export interface Advised extends Band {
  /** Whether the present one lies in the range, and is kept. */
  kept: boolean
}

/** Within the limits of each key, and where it costs least; null where no β is, or while that is not known. */
export const limitBands = ({ complete, keys }: Recommendation): (Band | null)[] =>
  keys.map(({ advice }) =>
    complete && advice && advice.beta !== null
      ? { low: advice.low!, high: advice.high!, beta: advice.beta }
      : null
  )

/** For each key the β to set, that of all keys, of its class or its own, and those that are as good. */
export const advisedBands = ({ set, classes, keys }: Recommendation): (Advised | null)[] =>
  keys.map(({ advice, recommended, beta }, place) => {
    const shared = set ?? classes?.find((one) => one.keys.includes(place)) ?? advice?.choice
    if (recommended === null || !shared) return null
    return { low: shared.range[0], high: shared.range[1], beta: recommended, kept: beta !== recommended }
  })
