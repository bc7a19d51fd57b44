/** Significant digits of a recommended β. */
const BETA_DIGITS = 4
/** Enough for any time that a user types, and too few to show the error of binary fractions. */
const TIME_DIGITS = 12

const plainDigits = (value: number, digits: number) =>
  String(Number(value.toPrecision(digits))).replace('e+', 'e')
const float = (text: string) => (/[.e]/.test(text) ? text : `${text}.0`)

/** β where the language takes 2 for a float: 2 or 1.875. */
export const betaNumber = (beta: number): string => plainDigits(beta, BETA_DIGITS)

/** β where the language takes 2 for an integer: 2.0 or 1.875. */
export const betaFloat = (beta: number): string => float(betaNumber(beta))

/** Seconds where the language takes 60 for a float. */
export const secondsNumber = (seconds: number): string => plainDigits(seconds, TIME_DIGITS)

/** Seconds where the language takes 60 for an integer. */
export const secondsFloat = (seconds: number): string => float(secondsNumber(seconds))

/** Printable characters that no language takes for more than themselves between double quotes. */
const PLAIN = /^[A-Za-z0-9 _.,:;/|=+@-]$/

/**
 * A string literal in double quotes of printable ASCII.
 * @param escaped how the language writes any other character
 */
export const quoted = (text: string, escaped: (character: string) => string): string =>
  `"${Array.from(text, (character) => (PLAIN.test(character) ? character : escaped(character))).join('')}"`

const inHex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
const bytes = (character: string) => Array.from(new TextEncoder().encode(character))
const units = (character: string) =>
  Array.from({ length: character.length }, (_, i) => `\\u${inHex(character.charCodeAt(i), 4)}`).join('')

/** The ways to escape a character. Go, PHP and Lua write bytes of UTF-8, TypeScript and Java units of UTF-16. */
export const ESCAPES = {
  python: (character: string) =>
    character < '\x80'
      ? `\\x${inHex(character.charCodeAt(0), 2)}`
      : `\\U${inHex(character.codePointAt(0)!, 8)}`,
  go: (character: string) =>
    bytes(character)
      .map((byte) => `\\x${inHex(byte, 2)}`)
      .join(''),
  typescript: units,
  /** Java reads \u0022 as the end of the literal. */
  java: (character: string) =>
    character < '\x80' ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}` : units(character)
}

const GO_UNITS = [
  ['time.Second', 1e9],
  ['time.Millisecond', 1e6],
  ['time.Microsecond', 1e3],
  ['time.Nanosecond', 1]
] as const

/** A constant of Go's time.Duration. It counts whole nanoseconds: a fraction would not compile. */
export function goDuration(seconds: number): string {
  const nanoseconds = Math.round(Number(seconds.toPrecision(TIME_DIGITS)) * 1e9)
  const [unit, size] = GO_UNITS.find(([, size]) => nanoseconds % size === 0) ?? GO_UNITS[3]
  return `${nanoseconds / size} * ${unit}`
}
