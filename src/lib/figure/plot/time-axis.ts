/**
 * The axis of time in every figure: time before expiry, counted down to “expiry” at the right. What lies after it has
 * a plus. All ticks of an axis have one unit, and round steps in it.
 */
import { decadeOf, powerOfTen } from '#core'
import { THIN } from '$lib/text/words'

/** s, and the steps between ticks that are round in it; others are 1, 2 and 5 times a power of ten. */
const UNITS = [
  { name: 'd', seconds: 86_400, steps: [1, 2, 5, 7, 14, 30] },
  { name: 'h', seconds: 3600, steps: [1, 2, 3, 6, 12, 24] },
  { name: 'min', seconds: 60, steps: [1, 2, 5, 10, 15, 30, 60] },
  { name: 's', seconds: 1, steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60] },
  { name: 'ms', seconds: 1e-3, steps: [] },
  { name: 'µs', seconds: 1e-6, steps: [] }
]
/** An axis that is so many units long has that unit. */
const LEAST = 2
/** Nobody reads half minutes: an axis whose steps would be shorter than this many units has a smaller one. */
const PART = 0.5

interface TimeAxisTicks {
  /** s before expiry, the longest first. */
  ticks: number[]
  /** Of the ticks, s. */
  unit: number
  format: (seconds: number) => string
}

/** A step may be shorter than asked for by this factor. */
const SHORTER = 0.75

/** The smallest round step that is about so long or longer, in units. */
function stepOf(about: number, steps: number[]): number {
  const least = SHORTER * about
  const known = steps.find((step) => step >= least)
  if (known !== undefined) return known
  const power = powerOfTen(decadeOf(least))
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10)
}

/**
 * @param reach the longest time before expiry, s, above 0
 * @param most about so many steps on the axis
 * @param after how far it goes beyond expiry, s
 */
export function timeTicks(reach: number, most: number, after = 0): TimeAxisTicks {
  const least = (SHORTER * (reach + after)) / most
  const unit =
    UNITS.find(({ seconds }) => reach >= LEAST * seconds && (seconds <= 1 || least > PART * seconds)) ??
    UNITS[UNITS.length - 1]
  const step = stepOf((reach + after) / unit.seconds / most, unit.steps)
  const [first, last] = [
    Math.floor(reach / unit.seconds / step + 1e-9),
    -Math.floor(after / unit.seconds / step)
  ]
  return {
    unit: unit.seconds,
    ticks: Array.from({ length: first - last + 1 }, (_, i) => (first - i) * step * unit.seconds),
    format: (seconds) => {
      if (seconds === 0) return 'expiry'
      const value = Number(Math.abs(seconds / unit.seconds).toPrecision(6))
      return `${seconds < 0 ? '+' : ''}${value}${THIN}${unit.name}`
    }
  }
}

/** How many ticks there is room for. */
export const ticksFor = (width: number) => Math.max(2, Math.floor(width / 72))
