/**
 * Logarithm and exponential whose every bit is fixed by IEEE 754 arithmetic. The built-in ones may differ in
 * the last bit between engines; a simulation that decides by them would not give the same figures everywhere.
 * Good to 2 units in the last place. Only +, −, ×, ÷ and the bits of a double are used.
 *
 * Both look up a near neighbour and are left with a few terms of a power series for the rest (Tang, "Table-driven
 * implementation of the exponential function in IEEE floating-point arithmetic", 1989, and of the logarithm, 1990).
 */

const LN2 = 0.6931471805599453
/** ln 2 in two parts: the first with zeros at its end, so that a whole multiple of it is exact. */
const LN2_HIGH = 2977044471 / 4294967296
const LN2_LOW = 1.9082149292705878e-10

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
/** Which of the two words holds sign and exponent on this machine. */
const TOP = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/** The top 32 bits of a double: sign, exponent and 20 bits of the fraction. */
export function topBits(x: number): number {
  double[0] = x
  return words[TOP]
}

/** The double with these top 32 bits and zeros below. */
export function fromTopBits(bits: number): number {
  words[TOP] = bits
  words[1 - TOP] = 0
  return double[0]
}

/**
 * 2⁻¹⁰²³ … 2¹⁰²³. Read from a table because a processor waits long for a double whose two halves have just
 * been written one by one.
 */
const POWERS = Float64Array.from({ length: 2047 }, (_, i) => fromTopBits(i > 0 ? i << 20 : 1 << 19))
const power = (n: number) => POWERS[n + 1023]

/** 1/19! … 1/1!: doubles hold these factorials exactly, so each quotient is correctly rounded. */
const INVERSE_FACTORIALS = [
  121645100408832000, 6402373705728000, 355687428096000, 20922789888000, 1307674368000, 87178291200,
  6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1
].map((factorial) => 1 / factorial)

/** eʳ − 1 by its power series, for |r| ≤ 1.1: the remainder is below 2⁻⁵⁵. */
function series(r: number): number {
  let sum = INVERSE_FACTORIALS[0]
  for (let n = 1; n < INVERSE_FACTORIALS.length; n++) sum = INVERSE_FACTORIALS[n] + r * sum
  return r * sum
}

/** ln m = 2·artanh s by its power series, for m from √½ to √2: the remainder is below 2⁻⁵⁵. */
function lnByArtanh(m: number): number {
  const s = (m - 1) / (m + 1)
  let sum = 0
  for (let n = 21; n >= 1; n -= 2) sum = 1 / n + s * s * sum
  return 2 * s * sum
}

/** Logarithms are looked up at 1, 1 + 1/128, … 2; from here on at half of that, so that none is far from 0. */
const HALVED = 54
const LOGS = Float64Array.from({ length: 129 }, (_, i) => lnByArtanh((i < HALVED ? 1 : 0.5) * (1 + i / 128)))
const INVERSES = Float64Array.from({ length: 129 }, (_, i) => 128 / (128 + i))

/** ln x for x ≥ 0; −Infinity at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  let tiny = 0
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984
    tiny = 54
  }
  const top = topBits(x)
  const exponent = (top >>> 20) - 1023
  const m = x * POWERS[1023 - exponent]
  const i = ((top & 0xfffff) + 4096) >>> 13
  // m = near·(1 + f) with |f| ≤ 1/256; the difference is exact. The series, its terms in pairs.
  const f = (m - 1 - i / 128) * INVERSES[i]
  const z = f * f
  const tail = z * (f * (1 / 3) - 1 / 2 + z * (f * (1 / 5) - 1 / 4 + z * (f * (1 / 7) - 1 / 6)))
  const n = exponent + (i < HALVED ? 0 : 1) - tiny
  return n * LN2_HIGH + LOGS[i] + (f + (tail + n * LN2_LOW))
}

/** ln(1 + x) for x ≥ −1, exact also for tiny x: what 1 + x loses by rounding is put back to first order. */
export function log1p(x: number): number {
  const y = 1 + x
  if (y === 1) return x
  if (y === Infinity || y <= 0) return log(y)
  return log(y) + (x - (y - 1)) / y
}

/** 2^(j/64), j from 0 to 63. */
const ROOTS = Float64Array.from({ length: 64 }, (_, j) =>
  j < 32 ? 1 + series((j / 64) * LN2) : 2 * (1 + series((j / 64 - 1) * LN2))
)

/** eˣ; 0 below about −745 and Infinity above about 709. */
export function exp(x: number): number {
  if (x < -746) return 0
  if (x > 709.8) return Infinity
  const n = Math.floor(x * (64 / LN2) + 0.5)
  // |r| ≤ ln 2 / 128
  const r = x - n * (LN2_HIGH / 64) - n * (LN2_LOW / 64)
  const rest = r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))))
  const root = ROOTS[n & 63]
  const value = root + root * rest
  // Two steps, so that results below the smallest normal double come out right.
  const whole = n >> 6
  const half = whole >> 1
  return value * power(half) * power(whole - half)
}

/** eˣ − 1, exact also for tiny x: by the series as far as the subtraction would cost digits. */
export function expm1(x: number): number {
  return x > -1.1 && x < 1.1 ? series(x) : exp(x) - 1
}
