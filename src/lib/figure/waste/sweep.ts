/** What a figure is swept over: the range of one parameter, and the models in it. */
import { type Key, type Model, PARAMETERS, type Scenario, log10, logGrid, modelOf, powerOfTen } from '#core'

/** Number of simulated values, less one, on most axes. */
const STEPS = 24
/** The same for a decade of β, whose axis is mostly three decades long. */
export const DECADE = 8

/**
 * Number of simulated values in a domain, less one. An axis of β that grows keeps its values: dragging β to the end of
 * the axis neither computes nor simulates them again.
 */
export function stepsIn({ sweep }: Scenario, [low, high]: [number, number]): number {
  if (sweep !== 'beta') return STEPS
  return Math.min(2 * STEPS, DECADE * Math.round(log10(high / low)))
}

/** The model at another value of the swept parameter; modelOf applies the implementation to it. */
export function modelAt(scenario: Scenario, key: Key, value: number): Model {
  if (scenario.sweep === 'beta') return modelOf(scenario, key, value)
  return modelOf(scenario, { ...key, [scenario.sweep]: value })
}

/** The axis of β ends here, unless β itself is larger. */
const FAR_BETA = 1000

/** The value that is set: of the rate that of all instances together, which a model has one of. */
export function present(scenario: Scenario, key: Key): number {
  const { sweep } = scenario
  if (sweep === 'beta') return scenario.beta
  return sweep === 'rate' ? key.rate : modelOf(scenario, key).delta
}

/**
 * The range of a sweep: whole decades, so that it does not move while a value is dragged inside it.
 * @param pin another scenario whose values must be in the range too
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
  // Six digits are plenty, and readable.
  const values = logGrid(low, high, steps).map((value) => Number(value.toPrecision(6)))
  return scenario.sweep === 'beta' ? [0, ...values] : values
}

/** Every model of the sweep, key by key. */
export const sweepModels = (scenario: Scenario, domain: [number, number]): Model[][] => {
  const values = sweepValues(scenario, domain)
  return scenario.keys.map((key) => values.map((value) => modelAt(scenario, key, value)))
}
