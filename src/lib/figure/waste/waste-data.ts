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
  log10,
  logGrid,
  modelOf,
  powerOfTen,
  settles,
  summarize,
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
 */
export function wasteLaws(
  scenario: Scenario,
  domain: [number, number],
  known: KnownWaste = new Map()
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
    const steps = stepsIn(scenario, domain) * (scenario.coordination === 'coalesce' ? 1 : FINE)
    return logGrid(low, high, steps).flatMap((value) => {
      // The last digits depend on the axis: without them a point is the same on a longer one.
      const x = Number(value.toPrecision(12))
      const waste = wasteOf(modelAt(scenario, key, x))
      return waste ? [{ x, waste }] : []
    })
  })
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
