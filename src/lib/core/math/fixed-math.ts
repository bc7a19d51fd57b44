/**
 * Logarithms, exponentials and powers whose every bit is fixed by IEEE 754 arithmetic. The built-in ones may differ in
 * the last bit between engines; figures that come from them would not be the same everywhere.
 * They are good to 2 units in the last place. They use only +, −, ×, ÷, square roots, the bits of a double, whole numbers,
 * and the reading of a decimal, which the language defines to the last bit.
 *
 * Logarithm and exponential look up a neighbour in a table and add a short power series for the rest (Tang, "Table-driven
 * implementation of the exponential function in IEEE floating-point arithmetic", 1989, and of the logarithm, 1990).
 * `log` and `pow` repeat the reduction of their argument: a function of its own made `log` take twice as long.
 */

const LN2 = 0.6931471805599453
/** ln 2 in two parts. The first ends in zero bits, so its product with a whole number is exact. */
const LN2_HIGH = 2977044471 / 4294967296
const LN2_LOW = 1.9082149292705878e-10

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
/** Which of the two words holds sign and exponent: it depends on the byte order of the machine. */
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
 * 2⁻¹⁰²³ … 2¹⁰²³, in a table: a processor is slow to read a double just after its two halves were written one by one.
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

/** The table has ln(1 + i/128); from this i on it has ln((1 + i/128)/2), so that every entry is near 0. */
const HALVED = 54
const LOGS = Float64Array.from({ length: 129 }, (_, i) => lnByArtanh((i < HALVED ? 1 : 0.5) * (1 + i / 128)))
const INVERSES = Float64Array.from({ length: 129 }, (_, i) => 128 / (128 + i))

const SMALLEST_NORMAL = 2.2250738585072014e-308

/** ln x for x ≥ 0; −Infinity at 0. What is rare stands apart: engines then put the rest where it is called. */
export const log = (x: number): number =>
  x >= SMALLEST_NORMAL && x < Infinity ? logNormal(x, 0) : logRare(x)

function logRare(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  return x === Infinity ? x : logNormal(x * 18014398509481984, -54)
}

/** ln x + shift·ln 2 for a normal x. */
function logNormal(x: number, shift: number): number {
  const top = topBits(x)
  const exponent = (top >>> 20) - 1023
  const m = x * POWERS[1023 - exponent]
  const i = ((top & 0xfffff) + 4096) >>> 13
  // m = near·(1 + f) with |f| ≤ 1/256; the difference is exact. The series, its terms in pairs.
  const f = (m - 1 - i / 128) * INVERSES[i]
  const z = f * f
  const tail = z * (f * (1 / 3) - 1 / 2 + z * (f * (1 / 5) - 1 / 4 + z * (f * (1 / 7) - 1 / 6)))
  const n = exponent + (i < HALVED ? 0 : 1) + shift
  return n * LN2_HIGH + LOGS[i] + (f + (tail + n * LN2_LOW))
}

/** ln(1 + x) for x ≥ −1, accurate also for tiny x: a first-order term restores what 1 + x loses by rounding. */
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

/**
 * eˣ − 1, accurate also for tiny x: a series where the subtraction would lose digits. Only the simulation uses it, because
 * the figures of published links depend on its bits; all other code uses expm1, which is faster.
 */
export function expm1BySeries(x: number): number {
  return x > -1.1 && x < 1.1 ? series(x) : exp(x) - 1
}

/** 2^(j/64) − 1 for j from −64 to 127. */
const LESS_ONE = Float64Array.from({ length: 192 }, (_, i) => {
  const share = (i - 64) / 64
  const x = share * LN2
  const less = series(x)
  return less + (1 + less) * (share * LN2_HIGH - x + share * LN2_LOW)
})

/** eˣ − 1, accurate also for tiny x: 2^(j/64)·eʳ − 1 = (2^(j/64) − 1) + 2^(j/64)·(eʳ − 1), a sum that loses no digits. */
export function expm1(x: number): number {
  if (!(x > -0.69 && x < 1.1)) return exp(x) - 1
  if (x > -0.02 && x < 0.02)
    return (
      x *
      (1 +
        x *
          (1 / 2 +
            x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * (1 / 40320))))))))
    )
  const n = Math.floor(x * (64 / LN2) + 0.5)
  const r = x - n * (LN2_HIGH / 64) - n * (LN2_LOW / 64)
  const less = LESS_ONE[n + 64]
  return (
    less + (1 + less) * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720))))))
  )
}

/** sinh x = (eˣ − e⁻ˣ)/2, accurate also for tiny x. */
export const sinh = (x: number) => (expm1(x) - expm1(-x)) / 2

/** cosh x = (eˣ + e⁻ˣ)/2. */
export const cosh = (x: number) => (exp(x) + exp(-x)) / 2

/** √(x² + y²), where the squares neither over- nor underflow. */
export const hypot = (x: number, y: number) => Math.sqrt(x * x + y * y)

/** 10ⁿ for a whole n, correctly rounded. */
export const powerOfTen = (n: number) => Number(`1e${n}`)

/** The whole n with 10ⁿ ≤ |x| < 10ⁿ⁺¹, exactly; x neither 0 nor infinite. */
export const decadeOf = (x: number) => Number(x.toExponential().split('e')[1])

/** To so many significant digits, by this way of rounding. */
export function roundTo(value: number, digits: number, round: (value: number) => number): number {
  const places = digits - 1 - decadeOf(value)
  const scale = powerOfTen(Math.abs(places))
  // A number that has so many digits already stays what it is.
  const scaled = Number((places >= 0 ? value * scale : value / scale).toPrecision(14))
  return Number((places >= 0 ? round(scaled) / scale : round(scaled) * scale).toPrecision(15))
}

const LOG10_E = 0.4342944819032518

/** The logarithm to base 10 for x ≥ 0; at a power of ten exactly the whole number. */
export function log10(x: number): number {
  const guess = log(x) * LOG10_E
  const whole = Math.round(guess)
  return Number.isFinite(whole) && powerOfTen(whole) === x ? whole : guess
}

/** a·b − p where p is the rounded product: the rounding error, exactly (Dekker 1971), as long as nothing overflows. */
function productError(a: number, b: number, p: number): number {
  const [bigA, bigB] = [a * 134217729, b * 134217729]
  const [highA, highB] = [bigA - (bigA - a), bigB - (bigB - b)]
  const [lowA, lowB] = [a - highA, b - highB]
  return lowA * lowB - (p - highA * highB - lowA * highB - highA * lowB)
}

/** a + b − s where s is the rounded sum: the rounding error, exactly (Knuth 1969). */
function sumError(a: number, b: number, s: number): number {
  const back = s - a
  return a - (s - back) + (b - back)
}

/** LOGS in two parts, multiples of 2⁻³² and the rest. Computed at the first call of pow. */
let longLogs: { high: Float64Array; low: Float64Array } | null = null

function makeLongLogs() {
  const high = new Float64Array(129)
  const low = new Float64Array(129)
  const one = 1n << 128n
  for (let i = 0; i <= 128; i++) {
    // ln m = 2·artanh((m − 1)/(m + 1)) in whole multiples of 2⁻¹²⁸; the rest of the series is below 2⁻¹⁰⁰.
    const [top, bottom] = i < HALVED ? [i, 256 + i] : [i - 128, 384 + i]
    const s = (one * BigInt(top)) / BigInt(bottom)
    const square = (s * s) / one
    let sum = 0n
    for (let n = 0n, power = s; n < 20n; n++, power = (power * square) / one) sum += power / (2n * n + 1n)
    sum *= 2n
    const rounded = sum / (1n << 96n)
    high[i] = Number(rounded) / 4294967296
    low[i] = Number(sum - rounded * (1n << 96n)) / Number(one)
  }
  return { high, low }
}

/**
 * xʸ for x ≥ 0; NaN for x < 0. It computes the logarithm to 66 bits, because a large exponent multiplies its error.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (y === 1) return x
  if (!(x > 0) || x === Infinity || !Number.isFinite(y)) return exp(y * log(x))
  let tiny = 0
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984
    tiny = 54
  }
  const top = topBits(x)
  const exponent = (top >>> 20) - 1023
  const i = ((top & 0xfffff) + 4096) >>> 13
  const n = exponent + (i < HALVED ? 0 : 1) - tiny
  const { high, low } = (longLogs ??= makeLongLogs())
  // m = near·(1 + f), f in two parts.
  const near = 1 + i / 128
  const off = x * POWERS[1023 - exponent] - near
  const f = off / near
  const product = f * near
  const fLow = (off - product - productError(f, near, product)) / near
  // ln(1 + f) = f − f²/2 + f³/3 − …, the first two terms with their rounding errors.
  const square = f * f
  const squareLow = productError(f, f, square)
  const tail = f * square * (1 / 3 - f * (1 / 4 - f * (1 / 5 - f * (1 / 6 - f * (1 / 7 - f * (1 / 8))))))
  // Exact: both are multiples of 2⁻³² below 2¹⁰.
  const coarse = n * LN2_HIGH + high[i]
  const first = coarse + f
  const second = first - square / 2
  const small =
    sumError(coarse, f, first) +
    sumError(first, -square / 2, second) +
    (n * LN2_LOW + low[i] + (fLow - f * fLow - squareLow / 2 + tail))
  const ln = second + small
  const lnLow = sumError(second, small, ln)
  const power = y * ln
  if (!(Math.abs(power) < 750)) return exp(power)
  const value = exp(power)
  // eᵖ⁺ᵈ = eᵖ(1 + d)
  return value === 0 || value === Infinity ? value : value + value * (productError(y, ln, power) + y * lnLow)
}
