/** What the waste figure shows, in data units: hourly waste of every key against β, Δ or the rate. */
import {
  DRAWN,
  SKETCH,
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
  optionsUnlikePlain,
  plainTwin,
  powerOfTen,
  settles,
  summarize,
  valueOnLogScale,
  whyNoClosedForm
} from '#core'
import type { KeyView } from '$lib/text/key-view'
import { DECADE, modelAt, present, stepsIn, sweepModels, sweepValues } from './sweep'

/** What is wasted in an hour: in all, and its two parts. */
export const WASTE_PARTS = ['wastedPerHour', 'duplicatePerHour', 'prematurePerHour'] as const
/** The total bends where they do. */
const [, ...PARTS] = WASTE_PARTS
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
  if (known.size > MOST_KNOWN) known.clear()
  const wasteOf = (model: Model): Waste | null => {
    const name = JSON.stringify(model)
    let waste = known.get(name)
    if (waste === undefined) {
      waste = lawOf(model)
      known.set(name, waste)
    }
    return waste
  }
  const { values, keys } = lawfulSweep(scenario, domain)
  return keys.map((at) => pointsOf(values, at ? values.map((value) => wasteOf(at(value))) : []))
}

/**
 * The same for a picture that is looked at once: where a line is so straight that nobody sees the difference, its points
 * lie on it, and are not computed.
 */
export function sketchedLaws(
  scenario: Scenario,
  domain: [number, number],
  wasteOf: (model: Model) => Waste | null = sketchOf
): WastePoint[][] {
  const { values, keys, decade } = lawfulSweep(scenario, domain)
  const first = decade / 2
  const coarse = keys.map((at) =>
    values.map((value, i) => (at && i % first === 0 ? wasteOf(at(value)) : undefined))
  )
  const floor = LEAST_DRAWN * leastTotal(coarse.flat())
  return keys.map((at, k) => {
    if (!at) return []
    sketch(coarse[k], first, floor, (i) => wasteOf(at(values[i])))
    return pointsOf(values, coarse[k])
  })
}

const lawOf = (model: Model): Waste | null => settledWaste(model, DRAWN)
const sketchOf = (model: Model): Waste | null => settledWaste(model, SKETCH)

/**
 * The model of one cache whose line is that of a key; null where a line would take long, or there is none. The laws of
 * most options take up to 0.2 s a point: those caches are only simulated.
 */
function lined(model: Model): Model | null {
  if (whyNoClosedForm({ ...model, options: undefined }) !== null) return null
  if (model.options === undefined) return model
  return optionsUnlikePlain(model).length === 0 ? plainTwin(model) : null
}

/** The waste of all caches of a key; null where refreshes run into each other. */
function settledWaste(model: Model, quadrature: typeof DRAWN): Waste | null {
  const one = lined(model)
  if (one === null || !settles(one)) return null
  const waste = hourly(one, quadrature)
  const caches = model.options?.instances ?? 1
  for (const part of Object.keys(waste) as (keyof Waste)[]) waste[part] *= caches
  return waste
}

/** The values of all lines, and for each key its model at one; null where it has no closed form. */
function lawfulSweep(scenario: Scenario, domain: [number, number]) {
  // Coalescing has no closed inner integral and costs far more.
  const fine = scenario.coordination === 'coalesce' ? 1 : FINE
  // The last digits depend on the axis: without them a point is the same on a longer one.
  const values = logGrid(...domain, stepsIn(scenario, domain) * fine).map((value) =>
    Number(value.toPrecision(12))
  )
  const keys = scenario.keys.map((key) =>
    lined(modelOf(scenario, key)) ? (value: number) => modelAt(scenario, key, value) : null
  )
  return { values, keys, decade: DECADE * fine }
}

const pointsOf = (values: number[], wastes: (Waste | null | undefined)[]): WastePoint[] =>
  wastes.flatMap((waste, i) => (waste ? [{ x: values[i], waste }] : []))

/** The total of two parts that are straight bends where they cross. */
const summed = (waste: Waste): Waste => ({
  ...waste,
  wastedPerHour: waste.duplicatePerHour + waste.prematurePerHour
})

/** A line that bends less within two steps is straight, as a factor: half a pixel where a decade has 60. */
const STRAIGHT = log(1.19)
/** wasteDecades draws no part below a thirtieth of the smallest total. */
const LEAST_DRAWN = 1 / 30

const leastTotal = (wastes: (Waste | null | undefined)[]) =>
  wastes.reduce(
    (least, waste) => (waste && waste.wastedPerHour > 0 ? Math.min(least, waste.wastedPerHour) : least),
    Infinity
  )

/**
 * Completes a line of which each `first`th point is known: step by step it computes what lies between two points where the
 * line bends or ends. Refreshes that run into each other at one value do so at all larger ones.
 * @param floor what is smaller is not drawn
 */
function sketch(
  wastes: (Waste | null | undefined)[],
  first: number,
  floor: number,
  at: (i: number) => Waste | null
): void {
  const bent = (from: number, middle: number, to: number) =>
    Math.max(from, middle, to) > floor &&
    (from > 0 && middle > 0 && to > 0
      ? Math.abs(log((from * to) / (middle * middle))) > STRAIGHT
      : from + to !== 2 * middle)
  const bends = (i: number, step: number) => {
    const [from, middle, to] = [wastes[i - step], wastes[i], wastes[i + step]]
    // The ends of the axis tell nothing.
    if (from === undefined || to === undefined) return false
    if (!from || !middle || !to) return true
    return PARTS.some((part) => bent(from[part], middle[part], to[part]))
  }
  for (let step = first; step > 1;) {
    const next = step % 2 === 0 ? step / 2 : 1
    // Judged before any point between them is known.
    const straight = wastes.map((_, a) => a % step === 0 && !bends(a, step) && !bends(a + step, step))
    for (let a = 0; a + step < wastes.length; a += step) {
      const [from, to] = [wastes[a], wastes[a + step]]
      for (let i = a + next; i < a + step; i += next)
        wastes[i] =
          from === null && to === null
            ? null
            : from && to && straight[a]
              ? summed(wasteBetween(from, to, (i - a) / step))
              : at(i)
    }
    step = next
  }
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
 * @param tallies for every key, in the order of sweepValues; null where nothing is simulated yet, empty where nothing is at all
 * @param read how a tally is summarized; it may remember
 */
export function simulatedWaste(
  scenario: Scenario,
  domain: [number, number],
  tallies: (Tally | null)[][],
  read: (model: Model, tally: Tally) => Summary = summarize
): SimulatedPoint[][] {
  if (tallies.length === 0) return []
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
