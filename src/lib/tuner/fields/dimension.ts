/** A value with its power of seconds: 1 for a duration, −1 for a rate, 0 for a plain number. */
export interface Dimensioned {
  /** In SI: seconds to the power of `power`. */
  value: number
  power: number
}

export const dimensionless = (value: number): Dimensioned => ({ value, power: 0 })

export function times(a: Dimensioned, b: Dimensioned): Dimensioned {
  return { value: a.value * b.value, power: a.power + b.power }
}

export function over(a: Dimensioned, b: Dimensioned): Dimensioned {
  return { value: a.value / b.value, power: a.power - b.power }
}

/** Applies a function to values of one dimension and keeps that dimension; null if the dimensions differ. */
export function alike(all: Dimensioned[], of: (...values: number[]) => number): Dimensioned | null {
  const [{ power }] = all
  return all.every((one) => one.power === power) ? { value: of(...all.map((one) => one.value)), power } : null
}

/** Null for an exponent with a unit, and for one beyond ±64, which cannot be meant. */
export function raised(base: Dimensioned, exponent: Dimensioned): Dimensioned | null {
  if (exponent.power !== 0 || !(Math.abs(exponent.value) <= 64)) return null
  return { value: base.value ** exponent.value, power: base.power * exponent.value }
}

/** The name of a power of seconds. */
export function nameOf(power: number): string {
  return power === 1
    ? 'a duration'
    : power === -1
      ? 'a rate'
      : power === 0
        ? 'a plain number'
        : 'neither a duration nor a rate'
}
