/** The tail of the stampede size. Given the first trigger, the number of duplicates is Poisson; with coalescing, binomial. */
import type { FirstTrigger } from './first-trigger'
import { bisect, wholeMiddle } from '../math/bisect'
import { expm1, log1p } from '../math/fixed-math'
import { binomialCdf, poissonCdf } from '../math/gamma'
import { FINE, type Quadrature } from '../math/quadrature'
import type { Model } from '../model/scenario'
import type { Overlap } from './overlap'
import { eachOverlap } from './stampede'

/**
 * The smallest stampede size that a share p of the cycles does not exceed.
 * @param model Poisson arrivals and a fixed rebuild time
 * @param p strictly between 0 and 1
 */
export function stampedeSizeQuantile(model: Model, law: FirstTrigger, p: number): number {
  const shareUpTo = sizes(model, law)
  if (shareUpTo === null) return 1
  return 1 + bisect((duplicates) => shareUpTo(duplicates) >= p, -1, most(model), { divide: wholeMiddle })[1]
}

/** A number of duplicates that is exceeded with a negligible chance: ten standard deviations above the mean of a miss. */
export function most({ coordination, processes, rate, delta }: Model): number {
  const mean = rate * delta
  const many = Math.ceil(mean + 10 * Math.sqrt(mean) + 50)
  return coordination === 'coalesce' ? Math.min(many, processes - 1) : many
}

/** A count lies within this many standard deviations of its mean, but for a negligible chance. */
const SURE = 8

/** Up to this n the step is wide enough for the nodes of the quadrature. */
export const NARROW = 60

/**
 * P(duplicates ≤ n) as a function of n; null where duplicates are impossible. Given the trigger mass it falls from 1 to 0
 * around n, more steeply for larger n, so the quadrature is split on both sides of that step.
 * @param quadrature for the share of cycles with at most n duplicates
 */
export function sizes(
  model: Model,
  law: FirstTrigger,
  quadrature: (n: number) => Quadrature = () => FINE
): ((n: number) => number) | null {
  const counts = countsOf(model)
  if (counts === null) return null
  const { spreadOf, massFor, cdf } = counts
  return (n) => {
    const spread = SURE * spreadOf(n)
    const from = massFor(n - spread)
    const to = massFor(n + spread + 5 * SURE)
    let sum = 0
    const visit = (chance: number, { mass }: Overlap) => {
      if (mass < to) sum += chance * (mass <= from ? 1 : cdf(n, mass))
    }
    eachOverlap(model, law, visit, { atMasses: n > NARROW ? [from, to] : [], quadrature: quadrature(n) })
    return sum
  }
}

/** The law of the duplicates given the trigger mass. */
interface Counts {
  /** The standard deviation of a count of n, about. */
  spreadOf(n: number): number
  /** The mass that starts n duplicates on average. */
  massFor(n: number): number
  cdf(n: number, mass: number): number
}

function countsOf({ coordination, processes }: Model): Counts | null {
  if (coordination === 'none')
    return { spreadOf: (n) => Math.sqrt(n + 1), massFor: (n) => n, cdf: poissonCdf }
  const others = processes - 1
  if (coordination === 'lock' || others === 0) return null
  return {
    spreadOf: (n) => Math.sqrt(((n + 1) * Math.max(1, others - n)) / others + 1),
    massFor: (n) => (n >= others ? Infinity : -processes * log1p(-Math.max(0, n) / others)),
    cdf: (n, mass) => binomialCdf(n, others, -expm1(-mass / processes))
  }
}
