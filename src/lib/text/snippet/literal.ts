/** Digits of β that a recommendation can mean. */
const BETA_DIGITS = 4
/** Enough for any time that was typed, too few for the noise of binary fractions. */
const TIME_DIGITS = 12

const plain = (value: number, digits: number) => String(Number(value.toPrecision(digits))).replace('e+', 'e')
const float = (text: string) => (/[.e]/.test(text) ? text : `${text}.0`)

/** β where any number will do: 2 or 1.875. */
export const betaNumber = (beta: number): string => plain(beta, BETA_DIGITS)

/** β where 2 would be an integer: 2.0 or 1.875. */
export const betaFloat = (beta: number): string => float(betaNumber(beta))

/** Seconds where any number will do. */
export const secondsNumber = (seconds: number): string => plain(seconds, TIME_DIGITS)

/** Seconds where 60 would be an integer. */
export const secondsFloat = (seconds: number): string => float(secondsNumber(seconds))

const GO_UNITS = [
  ['time.Second', 1e9],
  ['time.Millisecond', 1e6],
  ['time.Microsecond', 1e3],
  ['time.Nanosecond', 1]
] as const

/** The constant of Go's time.Duration; it counts whole nanoseconds, and a fraction would not compile. */
export function goDuration(seconds: number): string {
  const nanoseconds = Math.round(Number(seconds.toPrecision(TIME_DIGITS)) * 1e9)
  const [unit, size] = GO_UNITS.find(([, size]) => nanoseconds % size === 0) ?? GO_UNITS[3]
  return `${nanoseconds / size} * ${unit}`
}
