/** Numbers held against their rows of the parameter table. */
import type { Parameter } from './field'
import { PARAMETERS, type ParameterKey } from './fields'

/** A number to its last digit, in the unit in which it is kept; a share in percent. Any finite value. */
export function exactly(value: number, unit: Parameter['unit']): string {
  if (unit === 's') return `${value} s`
  if (unit === '1/s') return `${value}/s`
  return unit === '%' ? `${inPercent(value)} %` : `${value}`
}

/** A hundred times a share, without the digits that the product adds; also where the product is beyond all doubles. */
function inPercent(share: number): string {
  const percent = 100 * share
  if (Number.isFinite(percent)) return `${Number(percent.toPrecision(12))}`
  const [digits, exponent] = share.toExponential().split('e')
  return `${digits}e+${Number(exponent) + 2}`
}

/** Outcome of holding a number against its parameter: the number to use, and what to tell the user. */
export interface Checked {
  value: number
  /** Null where the number was fine; else a sentence part: "β 2000 is above the largest, 1000; using 1000". */
  note: string | null
}

/**
 * Holds a number against its row of the table.
 * Not a number falls back to the default; out of range is clamped, and so is what lies between 0 and the least value
 * above it; a fraction where only whole numbers make sense is rounded. Never throws, never returns NaN.
 * @param label how to name the thing to the user; the parameter's symbol by default
 */
export function checkParameter(key: ParameterKey, value: number, label?: string): Checked {
  const { symbol, unit, min, max, leastPositive, fallback, whole } = PARAMETERS[key]
  const name = label ?? symbol
  const say = (n: number) => exactly(n, unit)
  const use = (value: number, why: string, more = ''): Checked => ({
    value,
    note: `${name} ${why}; using ${say(value)}${more}`
  })
  if (Number.isNaN(value)) return use(fallback, 'is not a number')
  if (value < min) return use(min, `${say(value)} is below the smallest, ${say(min)}`)
  if (value > max) return use(max, `${say(value)} is above the largest, ${say(max)}`)
  if (leastPositive && value > 0 && value < leastPositive.value) {
    const { value: least, zero } = leastPositive
    return use(least, `${say(value)} is below the smallest above 0, ${say(least)}`, ` (0 ${zero})`)
  }
  if (whole && !Number.isInteger(value)) return use(Math.round(value), `${value} is not a whole number`)
  return { value: value === 0 ? 0 : value, note: null }
}

/** A rebuild cannot take longer than the value lives: Δ is cut to T, and said. */
export function checkDelta(delta: number, ttl: number, label = 'Δ'): Checked {
  if (delta <= ttl) return { value: delta, note: null }
  return { value: ttl, note: `${label} ${delta} s is above the time to live, ${ttl} s; using ${ttl} s` }
}
