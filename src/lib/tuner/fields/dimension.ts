/** A value and how many times seconds are multiplied into it: 1 a duration, −1 a rate, 0 a plain number. */
export interface Dimensioned {
  /** In SI: seconds to the power of `power`. */
  value: number
  power: number
}

export const plain = (value: number): Dimensioned => ({ value, power: 0 })

export function times(a: Dimensioned, b: Dimensioned): Dimensioned {
  return { value: a.value * b.value, power: a.power + b.power }
}

export function over(a: Dimensioned, b: Dimensioned): Dimensioned {
  return { value: a.value / b.value, power: a.power - b.power }
}

/** Takes one value, or more of one dimension, and keeps the dimension. Null where dimensions differ. */
export function alike(all: Dimensioned[], of: (...values: number[]) => number): Dimensioned | null {
  const [{ power }] = all
  return all.every((one) => one.power === power) ? { value: of(...all.map((one) => one.value)), power } : null
}

/** Null for an exponent with a unit, or above 64 in size, where nothing sensible is meant. */
export function raised(base: Dimensioned, exponent: Dimensioned): Dimensioned | null {
  if (exponent.power !== 0 || !(Math.abs(exponent.value) <= 64)) return null
  return { value: base.value ** exponent.value, power: base.power * exponent.value }
}

/** What a power of seconds is called. */
export function nameOf(power: number): string {
  return power === 1
    ? 'a duration'
    : power === -1
      ? 'a rate'
      : power === 0
        ? 'a plain number'
        : 'neither a duration nor a rate'
}
