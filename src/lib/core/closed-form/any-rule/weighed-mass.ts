/** The triggers of a rule at many β, rates and lifetimes, to weigh one β against another: what they share is found once. */
import { chanceOf } from '../../model/options/chance'
import { compile, compileBranch, isStepwise } from '../../model/options/compile'
import { mentions, type Expression } from '../../model/options/tree'
import { lifetimeEffect } from '../../model/options/time-scale'
import { remember } from '../../math/remember'
import { ONE } from './mass-cell'
import {
  evenCuts,
  massBetween,
  placesOf,
  WEIGHED,
  type MassModel,
  type Places,
  type TriggerMass
} from './trigger-mass'

/**
 * The same triggers at so many times the request rate, and of another lifetime under a rule that sees only the share of it
 * that is left.
 */
export function scaled(mass: TriggerMass, { rate = 1, ttl = mass.ttl }): TriggerMass {
  const time = ttl / mass.ttl
  if (time === 1 && rate === 1) return mass
  const { bends, at, between, gapAt, rateAt } = mass
  return {
    ttl,
    isSmooth: mass.isSmooth,
    bends: time === 1 ? bends : bends.map((bend) => bend * time),
    total: mass.total * time * rate,
    at: (gap) => at(gap / time) * time * rate,
    between: (a, b) => between(a / time, b / time) * time * rate,
    gapAt: (wanted) => Math.min(ttl, gapAt(wanted / time / rate) * time),
    rateAt: (gap) => rateAt(gap / time) * rate
  }
}

/** The triggers of a shorter lifetime, under a rule that sees only the time that is left. */
export function shortened(mass: TriggerMass, ttl: number): TriggerMass {
  const { at, between, gapAt, rateAt } = mass
  const before = at(ttl)
  return {
    ttl,
    bends: mass.bends.filter((bend) => bend < ttl),
    total: between(0, ttl),
    at: (gap) => between(gap, ttl),
    between,
    gapAt: (wanted) => Math.min(ttl, gapAt(before + wanted)),
    rateAt
  }
}

/** Two lists in falling order as one, without what is in both: there may be thousands, and to sort them takes long. */
function merged(a: number[], b: number[]): number[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a
  const all: number[] = []
  for (let [i, j] = [0, 0]; i < a.length || j < b.length;) {
    const next = j === b.length || a[i] >= b[j] ? a[i] : b[j]
    if (next !== all[all.length - 1]) all.push(next)
    if (a[i] === next) i++
    if (b[j] === next) j++
  }
  return all
}

/** A rule has many steps where there are so many times as many cuts as without any. */
const MANY = 3
/** So many triggers in a lifetime make no difference. */
const UNSEEN = 1e-6

/** Lifetimes with the same triggers, as far as they reach. */
interface Life {
  /** Of the longest. */
  triggers: TriggerMass
  ends: { ttl: number; weight: number }[]
}

export interface Lives {
  each: Life[]
  /** The triggers before a gap in any lifetime, both in seconds; null where each lifetime has a chance of its own. */
  before: ((gap: number, ttl: number) => number) | null
  /** Lifetimes at which those before a gap bend, s: so far as they are few and known. */
  bendsAt?: (gap: number) => number[]
}

/** So many bends of a rule are looked at one by one. */
const FEW = 16

/** Finds the triggers at a rate of 1/s. The rate of the model is that at which they will be asked for. */
export type Masses = (model: Omit<MassModel, 'ttl' | 'life'>, ends: Life['ends']) => Lives

type OneMass = (model: MassModel) => TriggerMass

const finders = new WeakMap<Expression & object, OneMass>()

/** By the tree: what is known of it is of use at every β. */
export function massOf(tree: Expression): OneMass {
  return typeof tree === 'object' ? remember(finders, tree, () => makeMassOf(tree)) : makeMassOf(tree)
}

/** Cuts that are kept. */
const KEPT = 200

function makeMassOf(tree: Expression): OneMass {
  const seesDelta = mentions(tree, 'delta')
  const closeness = isStepwise(tree) ? { ...WEIGHED, points: ONE } : WEIGHED
  const [value, fixed, moving] = [compile(tree), compileBranch(tree, 'fixed'), compileBranch(tree, 'moving')]
  const known = new Map<string, { even: number[]; places: Places }>()
  /** What is the same at every β. */
  const fixedOf = (model: MassModel) => {
    const name = `${model.ttl} ${seesDelta ? model.delta : ''}`
    const before = known.get(name)
    if (before) return before
    const even = evenCuts(model, WEIGHED)
    const found = { even, places: placesOf(fixed, model, 0, even) }
    if (known.size < KEPT) known.set(name, found)
    return found
  }
  /** Without the cuts of parts of a lifetime in which next to nothing triggers. */
  const unlessNothing = (cuts: number[], even: number[], model: MassModel, nothing: number): number[] => {
    if (cuts.length < MANY * even.length) return cuts
    const chance = chanceOf(tree, model.beta)
    chance.store(model.delta, model.ttl)
    const kept: number[] = []
    let at = 0
    for (let i = 1; i < even.length; i++) {
      const [high, low] = [even[i - 1], even[i]]
      const seen = (high - low) * chance.most(high, low) > nothing
      for (; cuts[at] > low; at++) if (seen || cuts[at] === high) kept.push(cuts[at])
    }
    return [...kept, ...cuts.slice(at)]
  }
  return ({ rate, ...rest }) => {
    const model = { ...rest, rate: 1 }
    const { even, places } = fixedOf(model)
    const nothing = UNSEEN / rate
    const wanted = unlessNothing(places.cuts, even, model, nothing)
    const { cuts, bends } = placesOf(moving, model, WEIGHED.bends, wanted)
    const all = { cuts, bends: merged(places.bends, bends) }
    return massBetween(value, model, { ...closeness, nothing }, all)
  }
}

export function massesOf(tree: Expression): Masses {
  const effect = lifetimeEffect(tree)
  const mass = massOf(tree)
  return (model, ends) => {
    const alone = (triggers: TriggerMass, end: Life['ends'][0]): Life => ({ triggers, ends: [end] })
    if (effect === 'own')
      return { each: ends.map((end) => alone(mass({ ...model, ttl: end.ttl }), end)), before: null }
    const longest = mass({ ...model, ttl: Math.max(...ends.map(({ ttl }) => ttl)) })
    if (effect === 'same') return { each: [{ triggers: longest, ends }], before: longest.between }
    const before = (gap: number, ttl: number) => (longest.at((gap * longest.ttl) / ttl) * ttl) / longest.ttl
    const parts = longest.bends.length <= FEW ? longest.bends.map((bend) => longest.ttl / bend) : []
    const bendsAt = (gap: number) => parts.map((part) => gap * part)
    return { each: ends.map((end) => alone(scaled(longest, { ttl: end.ttl }), end)), before, bendsAt }
  }
}
