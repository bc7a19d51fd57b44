/** How much the advice depends on what the operator measured: the best β were an input half or twice as large. */
import { curvesOf, boundsOf, type KeyAdvice } from './advise'
import { CASES, type Case } from './cases'
import { isOpen, leastWithOff, meet, offKeeps } from './choose'
import { roundTo } from '../math/fixed-math'
import type { Key, Scenario } from '../model/scenario'

type Input = keyof Case

/** What the best β would be, if it were known that an input is so many times what was entered. */
export interface Sensitivity {
  input: Input
  factor: number
  /** The β with the fewest rebuilds then; null when none is good. */
  beta: number | null
  low: number | null
  high: number | null
}

const CHANGES = (['rate', 'delta'] as const).flatMap((input) =>
  [0.5, 2].map((factor) => ({ input, factor, at: CASES.findIndex((one) => isOnly(one, input, factor)) }))
)

function isOnly(one: Case, input: Input, factor: number): boolean {
  return one[input] === factor && one[input === 'rate' ? 'delta' : 'rate'] === 1
}

/** For what was entered, and with each input halved and doubled; of simulated advice only the cases that it knows. */
export function sensitivityOf(scenario: Scenario, key: Key, advice: KeyAdvice): Sensitivity[] {
  // Where nothing was simulated, as no β can help, no case is known.
  if (advice.basis === 'simulation' && advice.simulated === null) return []
  const curves = curvesOf(scenario, key, advice)
  return CHANGES.filter(({ at }) => curves.cases.includes(at)).map(({ input, factor, at }) => {
    const bounds = meet([{ key: 0, curves }], [at])
    const off = offKeeps([{ key: 0, curves }], [at])
    const cost = (beta: number) => curves.cost(at, beta)
    const within = isOpen(bounds) ? bounds : null
    const beta = within || off ? leastWithOff(cost, within, off).beta : null
    const { low, high } = boundsOf(curves.bounds(at), off)
    return { input, factor, beta: beta && roundTo(beta, 2, Math.round), low, high }
  })
}

/** The input that moves the best β most, by the ratio it moves it; null where none does. One without a good β moves it most. */
export function strongest(
  beta: number,
  sensitivities: Sensitivity[]
): { input: Input; factor: number; ratio: number } | null {
  const moved = sensitivities.map(({ input, factor, beta: other }) => ({
    input,
    factor,
    ratio: other === null ? Infinity : ratioOf(other, beta)
  }))
  const most = moved.reduce((best, next) => (next.ratio > best.ratio ? next : best), {
    input: 'rate' as Input,
    factor: 1,
    ratio: 1
  })
  return most.ratio > 1 ? most : null
}

/** How many times one β is the other; β = 0 is far from any other, and not as far as none at all. */
const ratioOf = (a: number, b: number) =>
  a === b ? 1 : Math.min(Number.MAX_VALUE, Math.max(a, b) / Math.min(a, b))
