import { powerOfTen } from '#core'
import { multiple, rateUnit, timeUnit } from '$lib/link/quantity/units'
import { dimensionless } from './dimension'
import type { Dimensioned } from './dimension'

const constants = new Map([
  ['pi', Math.PI],
  ['e', Math.E]
])
const counted = new Set('req reqs request requests hit hits query queries'.split(' '))

/** What a name stands for in a calculation: a unit, a multiple, a constant, or the 1 of a request. */
export function meaningOf(name: string): Dimensioned | undefined {
  const time = timeUnit(name)
  if (time !== undefined) return { value: Number(`${time.seconds}e${time.exponent}`), power: 1 }
  const per = rateUnit(name)
  if (per !== undefined) return { value: 1 / per, power: -1 }
  const power = multiple(name)
  if (power !== undefined) return dimensionless(powerOfTen(power))
  const constant = constants.get(name)
  if (constant !== undefined) return dimensionless(constant)
  if (counted.has(name)) return dimensionless(1)
  return manyPerTime(name)
}

/** A rate's own name with a multiple in front: krps, MHz. */
function manyPerTime(name: string): Dimensioned | undefined {
  const power = multiple(name.slice(0, 1))
  const per = rateUnit(name.slice(1))
  return power === undefined || per === undefined ? undefined : { value: powerOfTen(power) / per, power: -1 }
}
