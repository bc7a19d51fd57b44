/** What the waste figure shows, in data units: hourly waste of every key against β, Δ or the rate. */
import {
  DRAWN,
  type Model,
  type Scenario,
  type Summary,
  type Tally,
  type Waste,
  decadeOf,
  hourly,
  log,
  log10,
  logGrid,
  modelOf,
  powerOfTen,
  settles,
  summarize,
  valueOnLogScale,
  whyNoClosedForm
} from '#core'
import type { KeyView } from '$lib/text/key-view'
import { modelAt, present, stepsIn, sweepModels, sweepValues } from './sweep'

/** What is wasted in an hour: in all, and its two parts. */
export const WASTE_PARTS = ['wastedPerHour', 'duplicatePerHour', 'prematurePerHour'] as const
export type WastePart = (typeof WASTE_PARTS)[number]
export const PART_NAMES: Record<WastePart, string> = {
  wastedPerHour: 'wasted in all',
  duplicatePerHour: 'duplicate',
  prematurePerHour: 'premature'
}

export interface WastePoint {
  x: number
  waste: Waste
}

export interface SimulatedPoint extends WastePoint {
  /** Standard errors. */
  errors: { wasted: number; duplicate: number; premature: number }
  /** Some cycles do not settle and were cut off: the closed form does not hold here. */
  unsettled: boolean
}

export interface WastePanelData {
  index: number
  name: string
  /** The closed form on a fine grid; empty where there is none. */
  law: WastePoint[]
  simulated: SimulatedPoint[]
  /** The present value of the swept parameter, and the waste there. */
  at: number
  present: Waste | null
  /** The key as it was pinned; null where it was not. */
  ghost: WasteGhost | null
}

interface WasteGhost {
  /** Its own line; empty where it is the panel's. */
  law: WastePoint[]
  at: number
  present: Waste | null
}

export interface WasteData {
  /** Swept values: the smallest and largest positive one. */
  domain: [number, number]
  panels: WastePanelData[]
}

/** Points of the line for each simulated value. */
const FINE = 3

/** The waste that was computed for a model; null where the closed form does not hold. */
export type KnownWaste = Map<string, Waste | null>
/** Enough for an axis that grows by a decade. Beyond it all are forgotten. */
const MOST_KNOWN = 5000

/**
 * The line of every key, as far as the closed form holds. It does not depend on the present value of the swept parameter.
 * @param known earlier results; new ones are added
 * @param sketched only for a picture: where a line is so straight that nobody sees the difference, its points lie on it
 */
export function wasteLaws(
  scenario: Scenario,
  domain: [number, number],
  known: KnownWaste = new Map(),
  sketched = false
): WastePoint[][] {
  const [low, high] = domain
  if (known.size > MOST_KNOWN) known.clear()
  const wasteOf = (model: Model): Waste | null => {
    const name = JSON.stringify(model)
    let waste = known.get(name)
    if (waste === undefined) {
      waste = settles(model) ? hourly(model, DRAWN) : null
      known.set(name, waste)
    }
    return waste
  }
  return scenario.keys.map((key) => {
    if (whyNoClosedForm(modelOf(scenario, key)) !== null) return []
    // Coalescing has no closed inner integral and costs far more.
    const coalesces = scenario.coordination === 'coalesce'
    const steps = stepsIn(scenario, domain) * (coalesces ? 1 : FINE)
    // The last digits depend on the axis: without them a point is the same on a longer one.
    const values = logGrid(low, high, steps).map((value) => Number(value.toPrecision(12)))
    const at = (i: number) => wasteOf(modelAt(scenario, key, values[i]))
    const wastes = sketched ? sketch(values.length, coalesces ? 2 : FINE, at) : values.map((_, i) => at(i))
    return values.flatMap((x, i) => {
      const waste = wastes[i]
      return waste ? [{ x, waste }] : []
    })
  })
}

/** A line that bends less within two coarse steps is straight, as a factor: a quarter of a pixel where a decade has 60. */
const STRAIGHT = log(1.08)

/** Each `every`th point first, and what is between only where the line bends, begins or ends. */
function sketch(count: number, every: number, at: (i: number) => Waste | null): (Waste | null)[] {
  const wastes = new Array<Waste | null | undefined>(count)
  for (let i = 0; i < count; i += every) wastes[i] = at(i)
  const bends = (a: number) => {
    const [from, middle, to] = [wastes[a], wastes[a + every], wastes[a + 2 * every]]
    if (!from || !middle || !to) return true
    const bend = (part: WastePart) => {
      const product = from[part] * to[part]
      return product > 0 && middle[part] > 0
        ? Math.abs(log(product / (middle[part] * middle[part])))
        : Number(product !== middle[part])
    }
    return bend('duplicatePerHour') > STRAIGHT || bend('prematurePerHour') > STRAIGHT
  }
  for (let a = 0; a < count; a += every) {
    const [from, to] = [wastes[a], wastes[a + every]]
    const straight = from && to && !bends(a - every) && !bends(a)
    for (let i = a + 1; i < Math.min(count, a + every); i++)
      wastes[i] = straight ? wasteBetween(from, to, (i - a) / every) : at(i)
  }
  return wastes.map((waste) => waste ?? null)
}

/** Between two points of a line, on logarithmic axes; straight where one of them is 0. */
export function wasteBetween(a: Waste, b: Waste, share: number): Waste {
  const mix = (from: number, to: number) =>
    from > 0 && to > 0 ? valueOnLogScale(from, to, share) : from + share * (to - from)
  const waste = { ...a }
  for (const part of WASTE_PARTS) waste[part] = mix(a[part], b[part])
  return waste
}

/**
 * What a pinned scenario adds to the panels of the present one.
 * @param places for each present key its place in the pinned scenario, or null
 * @param views the pinned keys, in their own order
 * @param laws the lines of the present scenario: an equal line is left out
 */
export function wasteGhosts(
  pin: Scenario,
  domain: [number, number],
  places: (number | null)[],
  views: KeyView[],
  laws: WastePoint[][]
): (WasteGhost | null)[] {
  const pinned = wasteLaws(pin, domain)
  return places.map((place, k) => {
    if (place === null) return null
    const law = pinned[place]
    const same = JSON.stringify(law) === JSON.stringify(laws[k])
    return { law: same ? [] : law, at: present(pin, pin.keys[place]), present: views[place].figures }
  })
}

/**
 * The simulated points of every key.
 * @param domain from sweepDomain for the same scenario
 * @param tallies for every key, in the order of sweepValues; null where nothing is simulated yet
 * @param read how a tally is summarized; it may remember
 */
export function simulatedWaste(
  scenario: Scenario,
  domain: [number, number],
  tallies: (Tally | null)[][],
  read: (model: Model, tally: Tally) => Summary = summarize
): SimulatedPoint[][] {
  const values = sweepValues(scenario, domain)
  return sweepModels(scenario, domain).map((models, k) =>
    values.flatMap((x, i): SimulatedPoint[] => {
      const tally = tallies[k]?.[i]
      if (!tally || tally.cycles === 0) return []
      const { figures, standardErrors, unsettled } = read(models[i], tally)
      return [
        {
          x,
          waste: figures,
          errors: {
            wasted: standardErrors.wastedPerHour ?? 0,
            duplicate: standardErrors.duplicatePerHour ?? 0,
            premature: standardErrors.prematurePerHour ?? 0
          },
          unsettled: unsettled > 0
        }
      ]
    })
  )
}

/**
 * @param domain from sweepDomain for the same scenario
 * @param laws from wasteLaws for both
 * @param simulated from simulatedWaste for both
 * @param now the waste of each key at the present value
 * @param ghosts each key as it was pinned, from wasteGhosts
 */
export function wasteData(
  scenario: Scenario,
  domain: [number, number],
  laws: WastePoint[][],
  simulated: SimulatedPoint[][],
  now: (Waste | null)[],
  ghosts: (WasteGhost | null)[] = []
): WasteData {
  return {
    domain,
    panels: scenario.keys.map((key, k) => ({
      index: k,
      name: key.name,
      law: laws[k],
      simulated: simulated[k] ?? [],
      at: present(scenario, key),
      present: now[k],
      ghost: ghosts[k] ?? null
    }))
  }
}

/** Whole decades that hold the totals of these panels, and about a decade below for the parts; per hour. */
export function wasteDecades(panels: WastePanelData[]): [number, number] {
  const totals = panels
    .flatMap(({ law, simulated, ghost }) => [
      ...(law.length > 0 ? law : simulated).map(({ waste }) => waste.wastedPerHour),
      ghost?.present?.wastedPerHour ?? 0
    ])
    .filter((value) => value > 0)
  if (totals.length === 0) return [0.1, 100]
  const top = powerOfTen(Math.ceil(log10(Math.max(...totals)) - 1e-9))
  const bottom = powerOfTen(decadeOf(Math.min(...totals) / 3))
  return [Math.max(bottom, top / 1e7), top]
}
