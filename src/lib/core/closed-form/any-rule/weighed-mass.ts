/** The triggers of a rule at many β, rates and lifetimes, to weigh one β against another: what they share is found once. */
import type { Expression } from '../../model/options/tree'
import { mentions } from '../../model/options/tree'
import { lifetimeEffect } from '../../model/options/time-scale'
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

/** The triggers of a shorter lifetime, under a rule that does not see the lifetime. */
function shortened(mass: TriggerMass, ttl: number): TriggerMass {
  if (ttl === mass.ttl) return mass
  const { bends, between, gapAt, rateAt } = mass
  const before = mass.at(ttl)
  const at = (gap: number) => between(gap, ttl)
  return {
    ttl,
    bends: bends.filter((bend) => bend < ttl),
    total: at(0),
    at,
    between: (a, b) => between(a, Math.min(b, ttl)),
    gapAt: (wanted) => Math.min(ttl, gapAt(before + wanted)),
    rateAt
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

/** So many triggers in a lifetime make no difference. */
const UNSEEN = 1e-6

/** Finds the triggers of several lifetimes, s, at a rate of 1/s. @param rate that at which they will be asked for, 1/s */
export type Masses = (model: Omit<MassModel, 'ttl' | 'life'>, ttls: number[]) => TriggerMass[]

export function massesOf(tree: Expression): Masses {
  const effect = lifetimeEffect(tree)
  const seesDelta = mentions(tree, 'delta')
  const fixed = new Map<string, Places>()
  const mass = ({ rate, ...rest }: MassModel): TriggerMass => {
    const model = { ...rest, rate: 1 }
    const name = `${model.ttl} ${seesDelta ? model.delta : ''}`
    const known = fixed.get(name) ?? placesOf(tree, model, { bends: 0 }, 'fixed', evenCuts(model, WEIGHED))
    fixed.set(name, known)
    const moving = placesOf(tree, model, WEIGHED, 'moving', known.cuts)
    const bends = [...new Set([...known.bends, ...moving.bends])].sort((a, b) => b - a)
    return triggerMass(tree, model, { ...WEIGHED, nothing: UNSEEN / rate }, { cuts: moving.cuts, bends })
  }
  return (model, ttls) => {
    if (effect === 'own') return ttls.map((ttl) => mass({ ...model, ttl }))
    const longest = mass({ ...model, ttl: Math.max(...ttls) })
    return ttls.map((ttl) => (effect === 'same' ? shortened(longest, ttl) : stretched(longest, ttl)))
  }
}
