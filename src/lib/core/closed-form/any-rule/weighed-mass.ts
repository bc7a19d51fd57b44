/** The triggers of a rule at many β, rates and lifetimes, to weigh one β against another: what they share is found once. */
import { chanceOf } from '../../model/options/chance'
import { isStepwise } from '../../model/options/compile'
import { mentions, type Expression } from '../../model/options/tree'
import { lifetimeEffect } from '../../model/options/time-scale'
import { ONE } from './mass-cell'
import {
  evenCuts,
  placesOf,
  triggerMass,
  WEIGHED,
  type MassModel,
  type Places,
  type TriggerMass
} from './trigger-mass'

/** The same triggers at another request rate. */
export function timesRate(mass: TriggerMass, factor: number): TriggerMass {
  if (factor === 1) return mass
  const { ttl, total, isSmooth, bends, at, between, gapAt, rateAt } = mass
  return {
    ttl,
    isSmooth,
    bends,
    total: total * factor,
    at: (gap) => at(gap) * factor,
    between: (a, b) => between(a, b) * factor,
    gapAt: (wanted) => gapAt(wanted / factor),
    rateAt: (gap) => rateAt(gap) * factor
  }
}

/** The triggers of another lifetime, under a rule that sees only the share of it that is left. */
function stretched(mass: TriggerMass, ttl: number): TriggerMass {
  const factor = ttl / mass.ttl
  if (factor === 1) return mass
  const { bends, at, between, gapAt, rateAt } = mass
  return {
    ttl,
    bends: bends.map((bend) => bend * factor),
    total: mass.total * factor,
    at: (gap) => at(gap / factor) * factor,
    between: (a, b) => between(a / factor, b / factor) * factor,
    gapAt: (wanted) => Math.min(ttl, gapAt(wanted / factor) * factor),
    rateAt: (gap) => rateAt(gap / factor)
  }
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
export type Lives = Life[]

/**
 * Finds the triggers of several lifetimes at a rate of 1/s.
 * @param model its rate is that at which they will be asked for
 */
export type Masses = (model: Omit<MassModel, 'ttl' | 'life'>, ends: Life['ends']) => Lives

export function massesOf(tree: Expression): Masses {
  const effect = lifetimeEffect(tree)
  const seesDelta = mentions(tree, 'delta')
  const closeness = isStepwise(tree) ? { ...WEIGHED, points: ONE } : WEIGHED
  const fixed = new Map<string, Places>()
  const mass = ({ rate, ...rest }: MassModel): TriggerMass => {
    const model = { ...rest, rate: 1 }
    const name = `${model.ttl} ${seesDelta ? model.delta : ''}`
    const known = fixed.get(name) ?? placesOf(tree, model, { bends: 0 }, 'fixed', evenCuts(model, WEIGHED))
    fixed.set(name, known)
    const nothing = UNSEEN / rate
    const moving = placesOf(tree, model, WEIGHED, 'moving', unlessNothing(known.cuts, model, nothing))
    const bends = [...new Set([...known.bends, ...moving.bends])].sort((a, b) => b - a)
    return triggerMass(tree, model, { ...closeness, nothing }, { cuts: moving.cuts, bends })
  }
  /** Without the cuts of parts of a lifetime in which next to nothing triggers. */
  const unlessNothing = (cuts: number[], model: MassModel, nothing: number): number[] => {
    const even = evenCuts(model, WEIGHED)
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
  return (model, ends) => {
    const alone = (triggers: TriggerMass, end: Life['ends'][0]): Life => ({ triggers, ends: [end] })
    if (effect === 'own') return ends.map((end) => alone(mass({ ...model, ttl: end.ttl }), end))
    const longest = mass({ ...model, ttl: Math.max(...ends.map(({ ttl }) => ttl)) })
    return effect === 'same'
      ? [{ triggers: longest, ends }]
      : ends.map((end) => alone(stretched(longest, end.ttl), end))
  }
}
