/** The exponential integral E₁, and related functions that stay finite where E₁ under- or overflows. */
import { exp, expm1, log } from './fixed-math'
import { integrate } from './quadrature'

const EULER_GAMMA = 0.57721566490153286

/**
 * Ein(x) = ∫₀ˣ (1 − e⁻ᵗ)/t dt = E₁(x) + ln x + γ, for x ≥ 0.
 * It has no pole at 0, so differences of values near 0 lose no digits.
 * Abramowitz & Stegun 5.1.11 (series), 5.1.22 (continued fraction).
 */
export function ein(x: number): number {
  if (x > 1) return exp(-x) * scaledE1(x) + log(x) + EULER_GAMMA
  let power = 1
  let sum = 0
  for (let n = 1; n <= 20; n++) {
    power *= -x / n
    sum -= power / n
  }
  return sum
}

/**
 * eˣ·E₁(x), for x > 0: close to 1/x for large x, where E₁ underflows.
 * Lentz's method on the continued fraction above 1, the series below.
 */
export function scaledE1(x: number): number {
  if (x <= 1) return exp(x) * (ein(x) - log(x) - EULER_GAMMA)
  if (x === Infinity) return 0
  let b = x + 1
  let c = Infinity
  let d = 1 / b
  let h = d
  for (let n = 1; n < 1000; n++) {
    const a = -n * n
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    const step = c * d
    h *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return h
}

/** Σ xⁿ/(n·n!) = Ei(x) − ln x − γ, for 0 ≤ x ≤ 40 or so; all terms are positive. */
function einOfMinus(x: number): number {
  let power = 1
  let sum = 0
  for (let n = 1; n < 200; n++) {
    power *= x / n
    sum += power / n
    if (power < sum * 1e-17) break
  }
  return sum
}

/** e⁻ˣ·Ei(x) for x > 0 (A&S 5.1.10 below 40, 5.1.51 above). */
function scaledEi(x: number): number {
  if (x < 40) return exp(-x) * (EULER_GAMMA + log(x) + einOfMinus(x))
  let term = 1 / x
  let sum = term
  for (let n = 1; n < x && term > sum * 1e-17; n++) sum += term *= n / x
  return sum
}

/**
 * ∫₀ʷ (1 − e^(−y(1−e⁻ᶻ))) dz = w − e⁻ʸ(Ei(y) − Ei(y·e⁻ʷ)), for y ≥ 0 and w ≥ 0. Events come at a rate that grows as eᵗ to
 * y at the end of an interval w; this is the mean time from the beginning of the interval to the last event, 0 where none
 * comes. It loses no digits for small y.
 */
export function growthDelay(y: number, w: number): number {
  const start = y * exp(-w)
  if (y <= 1) return -expm1(-y) * w - exp(-y) * (einOfMinus(y) - einOfMinus(start))
  const mass = -y * expm1(-w)
  if (mass < 1e-3) return integrate(w, (z) => -expm1(y * expm1(-z)))
  const early =
    start < 40 ? exp(-y) * (EULER_GAMMA + log(y) - w + einOfMinus(start)) : exp(-mass) * scaledEi(start)
  return w - scaledEi(y) + early
}
