/** What a figure is swept over: the range of one parameter, and the models in it. */
import { type Key, type Model, PARAMETERS, type Scenario, log10, logGrid, modelOf, powerOfTen } from '#core'

/** Values that are simulated, less one, on the axis as it mostly is. */
const STEPS = 24
/** Of those, in a decade of β, whose axis is mostly three decades long. */
const DECADE = 8

/**
 * Values that are simulated in a domain, less one. An axis of β that grows keeps the values that it has, so that a
 * hand which drags β to its end neither computes nor simulates them anew.
 */
export function stepsIn({ sweep }: Scenario, [low, high]: [number, number]): number {
  if (sweep !== 'beta') return STEPS
  return Math.min(2 * STEPS, DECADE * Math.round(log10(high / low)))
}

/** The scenario with its swept parameter set to another value; what an implementation makes of that is up to modelOf. */
export function modelAt(scenario: Scenario, key: Key, value: number): Model {
  if (scenario.sweep === 'beta') return modelOf(scenario, key, value)
  return modelOf(scenario, { ...key, [scenario.sweep]: value })
}

/** The axis of β ends here at the latest, unless β itself is larger. */
const FAR_BETA = 1000

/** The value as it is set. */
export const present = (scenario: Scenario, key: Key): number =>
  scenario.sweep === 'beta' ? scenario.beta : modelOf(scenario, key)[scenario.sweep]

/**
 * The range that a sweep covers: fixed decades, so that it does not move while a value is dragged inside it.
 * @param pin another scenario whose values are to lie in it too
 */
export function sweepDomain(scenario: Scenario, pin: Scenario | null = null): [number, number] {
  const { sweep } = scenario
  const values = [scenario, ...(pin ? [pin] : [])]
    .flatMap((one) => one.keys.map((key) => present(one, key)))
    .filter((value) => value > 0)
  const { min, max, leastPositive } = PARAMETERS[sweep]
  const usual: [number, number] =
    sweep === 'beta'
      ? [0.1, 100]
      : sweep === 'rate'
        ? [0.01, 10_000]
        : [scenario.ttl / 10_000, scenario.ttl / 10]
  const low = Math.min(usual[0], ...values.map((value) => value / 3))
  const high = Math.max(usual[1], ...values.map((value) => value * 3))
  const floor = powerOfTen(Math.floor(log10(low) + 1e-9))
  const ceiling = powerOfTen(Math.ceil(log10(high) - 1e-9))
  // Few keys need a larger β than 1000: only theirs lengthens the axis.
  const largest = sweep === 'beta' && Math.max(...values, 0) <= FAR_BETA ? FAR_BETA : max
  const top = sweep === 'delta' ? Math.min(max, scenario.ttl) : largest
  return [Math.max(leastPositive?.value ?? min, floor), Math.min(top, ceiling)]
}

/** The values that are simulated: β = 0 too where β is swept. */
export function sweepValues(scenario: Scenario, [low, high]: [number, number]): number[] {
  const steps = stepsIn(scenario, [low, high])
  // Six digits are plenty, and can be told to people.
  const values = logGrid(low, high, steps).map((value) => Number(value.toPrecision(6)))
  return scenario.sweep === 'beta' ? [0, ...values] : values
}

/** Every model of the sweep, key by key. */
export const sweepModels = (scenario: Scenario, domain: [number, number]): Model[][] => {
  const values = sweepValues(scenario, domain)
  return scenario.keys.map((key) => values.map((value) => modelAt(scenario, key, value)))
}
