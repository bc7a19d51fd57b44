import { decadeOf, powerOfTen } from './fixed-math'

/** To so many significant digits, by this way of rounding. */
export function roundTo(value: number, digits: number, round: (value: number) => number): number {
  const places = digits - 1 - decadeOf(value)
  const scale = powerOfTen(Math.abs(places))
  // A number that has so many digits already stays what it is.
  const scaled = Number((places >= 0 ? value * scale : value / scale).toPrecision(14))
  return Number((places >= 0 ? round(scaled) / scale : round(scaled) * scale).toPrecision(15))
}
