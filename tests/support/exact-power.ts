/** Powers to far more digits than a double has, by whole numbers only: what fixed-math.ts is measured by. */

/** Numbers are whole multiples of 2⁻ᴮᴵᵀˢ. */
const BITS = 260n
const ONE = 1n << BITS

/** A double above 0 as a whole number times a power of two. */
function parts(x: number): { digits: bigint; exponent: number } {
  let exponent = 0
  while (!Number.isInteger(x)) {
    x *= 2
    exponent--
  }
  return { digits: BigInt(x), exponent }
}

const shift = (x: bigint, by: number) => (by >= 0 ? x << BigInt(by) : x >> BigInt(-by))

/** ln m for m from 1 to 2, as 2·artanh((m − 1)/(m + 1)). */
function lnBetween1And2(m: bigint): bigint {
  const s = ((m - ONE) * ONE) / (m + ONE)
  let sum = 0n
  for (let n = 1n, power = s; power !== 0n; n += 2n, power = (((power * s) / ONE) * s) / ONE) sum += power / n
  return 2n * sum
}

const LN2 = lnBetween1And2(2n * ONE)

function ln(x: number): bigint {
  const { digits, exponent } = parts(x)
  const length = digits.toString(2).length - 1
  return BigInt(exponent + length) * LN2 + lnBetween1And2(shift(digits, Number(BITS) - length))
}

/**
 * How far a number is from xʸ, in units in the last place of xʸ.
 * @param x above 0
 * @param y with xʸ a normal double
 */
export function powerError(mine: number, x: number, y: number): number {
  const { digits, exponent } = parts(Math.abs(y))
  const power = (y < 0 ? -1n : 1n) * shift(digits * ln(x), exponent)
  let twos = power / LN2
  if (power < 0n) twos -= 1n
  const rest = power - twos * LN2
  let sum = 0n
  for (let n = 1n, term = ONE; term !== 0n; n++) {
    sum += term
    term = (term * rest) / ONE / n
  }
  // sum is from 1 to 2, so a unit in the last place of xʸ is 2^(twos − 52).
  const value = parts(mine)
  const off = shift(value.digits, value.exponent - Number(twos) + Number(BITS)) - sum
  return Math.abs(Number(off)) / 2 ** (Number(BITS) - 52)
}
