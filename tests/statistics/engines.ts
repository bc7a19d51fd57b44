/** All figures of a link in all their bits, to compare engines. */
import {
  COORDINATIONS,
  IMPLEMENTATION_NAMES,
  Random,
  type Scenario,
  defaultScenario,
  modelOf,
  pow,
  simulate,
  whyNoClosedForm
} from '#core'
import { cardData, onCard } from '$lib/figure/card/card-data'
import { regimeData } from '../../src/lib/figure/map/map-data'
import { sweepDomain } from '../../src/lib/figure/waste/sweep'
import { wasteDecades, wasteData, wasteLaws } from '../../src/lib/figure/waste/waste-data'
import { formatLink, parseLink } from '../../src/lib/link/parameters/codec'
import { allOf } from './extremes'

/** Links to caches of usual sizes and of every kind; the same at every call. */
export function engineLinks(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const random = new Random(7, i)
    const one = <T>(list: readonly T[]) => list[Math.floor(list.length * random.uniform())]
    const size = (min: number, max: number) => Number((min * pow(max / min, random.uniform())).toPrecision(4))
    const coordination = one(COORDINATIONS)
    const scenario: Scenario = {
      ...defaultScenario(),
      beta: size(0.05, 30),
      ttl: size(1, 1e5),
      delta: size(1e-3, 1),
      keys: ['hot', 'warm', 'cold'].map((name) => ({ name, rate: size(1e-3, 1e4), ttl: null, delta: null })),
      deltaCv: one([0, 0, 0, 0.5]),
      coordination,
      processes: coordination === 'coalesce' ? one([2, 8, 100]) : 1,
      arrivals: one([
        { kind: 'poisson' },
        { kind: 'poisson' },
        { kind: 'even' },
        { kind: 'burst', on: 2, off: 18 }
      ] as const),
      resolution: one([0, 0, 0, 1]),
      implementation: one(['paper', 'paper', ...IMPLEMENTATION_NAMES]),
      late: one([0.001, 0.01]),
      sweep: one(['beta', 'delta', 'rate'])
    }
    return formatLink(scenario)
  })
}

/** The figures, the advice, and what pictures are drawn from. */
export function saidBy(link: string): unknown {
  const { scenario } = parseLink(link)
  const carded = onCard(scenario)
  const tallies = carded.keys.map((key) => {
    const model = modelOf(carded, key)
    return whyNoClosedForm(model) === null ? null : simulate(model, 64, carded.seed, 1)
  })
  const domain = sweepDomain(scenario)
  const laws = wasteLaws(scenario, domain)
  const waste = wasteData(
    scenario,
    domain,
    laws,
    [],
    scenario.keys.map(() => null)
  )
  return {
    ...allOf(scenario),
    card: cardData(carded, { tallies }),
    waste,
    extent: wasteDecades(waste.panels),
    map: regimeData(scenario)
  }
}

/** Every number in a value, sorted, so that a new name or order changes nothing. Without `steps`: they count work, and are no figure. */
function numbersIn(said: unknown): number[] {
  const found: number[] = []
  JSON.stringify(said, (key, value) => {
    // What was asked is no figure, and grows with every new parameter.
    if (key === 'scenario') return undefined
    if (typeof value === 'number' && key !== 'steps') found.push(value)
    return value
  })
  return found.sort((a, b) => a - b)
}

/** Twelve hexadecimal digits of the SHA-256 of the numbers in what a link says, or of a text. */
export async function digestOf(said: unknown): Promise<string> {
  const text = typeof said === 'string' ? said : numbersIn(said).join()
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash).slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
