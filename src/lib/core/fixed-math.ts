/**
 * Logarithm and exponential whose every bit is fixed by IEEE 754 arithmetic. The built-in ones may differ in
 * the last bit between engines; a simulation that decides by them would not give the same figures everywhere.
 * Good to 2 units in the last place. Only +, −, ×, ÷ and the bits of a double are used.
 */

const LN2 = 0.6931471805599453
/** ln 2 in two parts: the first with zeros at its end, so that a whole multiple of it is exact. */
const LN2_HIGH = 2977044471 / 4294967296
const LN2_LOW = 1.9082149292705878e-10

/** 1/14! … 1/1!: whole numbers below 2⁵³, so each quotient is correctly rounded. */
const INVERSE_FACTORIALS = [
  87178291200, 6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1
].map((factorial) => 1 / factorial)

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

/** ln x for x ≥ 0; −Infinity at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  let exponent = 0
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984
    exponent = -54
  }
  double[0] = x
  const top = words[TOP]
  exponent += (top >>> 20) - 1023
  words[TOP] = (top & 0xfffff) | 0x3ff00000
  let m = double[0]
  if (m > 1.4142135623730951) {
    m *= 0.5
    exponent++
  }
  // ln m = 2·artanh s, by its power series.
  const s = (m - 1) / (m + 1)
  const z = s * s
  const tail =
    z *
    (1 / 3 +
      z *
        (1 / 5 +
          z *
            (1 / 7 +
              z *
                (1 / 9 +
                  z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21))))))))))
  return exponent * LN2_HIGH + (2 * s + (2 * s * tail + exponent * LN2_LOW))
}

/** ln(1 + x) for x ≥ −1, exact also for tiny x (Kahan's quotient). */
export function log1p(x: number): number {
  const y = 1 + x
  if (y === 1) return x
  if (y === Infinity || y <= 0) return log(y)
  return (log(y) * x) / (y - 1)
}

/** eˣ; 0 below about −745 and Infinity above about 709. */
export function exp(x: number): number {
  if (x < -746) return 0
  if (x > 709.8) return Infinity
  const n = Math.round(x / LN2)
  const r = x - n * LN2_HIGH - n * LN2_LOW
  const value = 1 + series(r)
  // Two steps, so that results below the smallest normal double come out right.
  const half = n >> 1
  return value * fromTopBits((half + 1023) << 20) * fromTopBits((n - half + 1023) << 20)
}

/** eˣ − 1, exact also for tiny x. */
export function expm1(x: number): number {
  return x > -0.34 && x < 0.34 ? series(x) : exp(x) - 1
}

/** eʳ − 1 by its power series, for |r| ≤ ln 2 / 2: the remainder is below 2⁻⁵⁵. */
function series(r: number): number {
  let sum = INVERSE_FACTORIALS[0]
  for (let n = 1; n < INVERSE_FACTORIALS.length; n++) sum = INVERSE_FACTORIALS[n] + r * sum
  return r * sum
}
