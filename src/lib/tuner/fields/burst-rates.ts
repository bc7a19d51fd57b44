/**
 * Bursts by what operators know: the rate at peak, the rate when it is quiet, and how long each lasts. A scenario has the
 * mean rate of each key and the ratio of the two rates, which all keys share.
 */
import {
  type Bursts,
  type Key,
  PARAMETERS,
  type PhaseRates,
  type Scenario,
  checkParameter,
  meanRate,
  phaseRates,
  withRates
} from '#core'

/** Digits of what a link holds, and of the rates that follow from it: typed rates come back as they were. */
const [KEPT, SHOWN] = [6, 4]
const rounded = (value: number, digits: number) => Number(value.toPrecision(digits))

type Change = Pick<Scenario, 'keys' | 'arrivals'>

/** Bursts as they are when somebody first chooses them. */
export const USUAL_BURSTS: Bursts = {
  kind: 'burst',
  on: PARAMETERS.burstOn.fallback,
  off: PARAMETERS.burstOff.fallback,
  ratio: PARAMETERS.burstRatio.fallback
}

const withMean = (key: Key, rates: PhaseRates, bursts: Bursts): Key => ({
  ...key,
  rate: checkParameter('rate', rounded(meanRate(rates, bursts), KEPT)).value
})

/** The rates of a key, as a field shows them. */
export function shownRates({ rate }: Key, bursts: Bursts): PhaseRates {
  const { peak, quiet } = phaseRates(rate, bursts)
  return { peak: rounded(peak, SHOWN), quiet: rounded(quiet, SHOWN) }
}

/** Gives the first key these rates, and all keys their ratio. @param rates the peak at least as high as the quiet rate */
export function setRates([first, ...others]: Key[], bursts: Bursts, rates: PhaseRates): Change {
  const arrivals = withRates(bursts, rates)
  if (arrivals.ratio !== undefined)
    arrivals.ratio = checkParameter('burstRatio', rounded(arrivals.ratio, KEPT)).value
  return { arrivals, keys: [withMean(first, rates, arrivals), ...others] }
}

/** Other lengths; each key keeps its peak and its quiet rate, and so has another mean. */
export function setLengths(
  keys: Key[],
  bursts: Bursts,
  lengths: Partial<Pick<Bursts, 'on' | 'off'>>
): Change {
  const arrivals = { ...bursts, ...lengths }
  return { arrivals, keys: keys.map((key) => withMean(key, phaseRates(key.rate, bursts), arrivals)) }
}
