/** The tail of the stampede size. Given the first trigger, the number of duplicates is Poisson; with coalescing, binomial. */
import type { FirstTrigger } from './first-trigger'
import { bisect, wholeMiddle } from '../math/bisect'
import { expm1, log1p } from '../math/fixed-math'
import { binomialCdf, poissonCdf } from '../math/gamma'
import { FINE, type Quadrature } from '../math/quadrature'
import type { Model } from '../model/scenario'
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

/** The quadrature for the share of cycles with at most n duplicates. */
type QuadratureFor = (n: number) => Quadrature

/** The share of cycles with at most n duplicates, as a function of n; null where duplicates are impossible. */
export function sizes(
  model: Model,
  law: FirstTrigger,
  quadrature: QuadratureFor = () => FINE
): ((n: number) => number) | null {
  const { coordination, processes } = model
  if (coordination === 'lock' || (coordination === 'coalesce' && processes === 1)) return null
  return coordination === 'coalesce'
    ? coalescedShare(model, law, quadrature)
    : uncoordinatedShare(model, law, quadrature)
}

/** A number of duplicates that is exceeded with a negligible chance: ten standard deviations above the mean of a miss. */
export function most({ coordination, processes, rate, delta }: Model): number {
  const mean = rate * delta
  const many = Math.ceil(mean + 10 * Math.sqrt(mean) + 50)
  return coordination === 'coalesce' ? Math.min(many, processes - 1) : many
}

/** A count lies within this many standard deviations of its mean, but for a negligible chance. */
const SURE = 8

/**
 * P(duplicates ≤ n) as a function of n. Given the trigger mass it falls from 1 to 0 around n, more steeply for larger n, so
 * the quadrature is split on both sides of that step.
 */
function uncoordinatedShare(model: Model, law: FirstTrigger, quadrature: QuadratureFor) {
  return (n: number) => {
    const spread = SURE * Math.sqrt(n + 1)
    const from = n - spread
    const to = n + spread + 5 * SURE
    let sum = 0
    const add = (chance: number, mass: number) => {
      if (mass < to) sum += chance * (mass <= from ? 1 : poissonCdf(n, mass))
    }
    eachOverlap(model, law, (chance, { mass }) => add(chance, mass), {
      ...breaksAround(n, from, to),
      quadrature: quadrature(n)
    })
    return sum
  }
}

function coalescedShare(model: Model, law: FirstTrigger, quadrature: QuadratureFor) {
  const { processes } = model
  const others = processes - 1
  const massFor = (n: number) => (n >= others ? Infinity : -processes * log1p(-Math.max(0, n) / others))
  return (n: number) => {
    const spread = SURE * Math.sqrt(((n + 1) * Math.max(1, others - n)) / others + 1)
    const from = massFor(n - spread)
    const to = massFor(n + spread + 5 * SURE)
    let sum = 0
    const add = (chance: number, mass: number) => {
      if (mass < to) sum += chance * (mass <= from ? 1 : binomialCdf(n, others, -expm1(-mass / processes)))
    }
    eachOverlap(model, law, (chance, { mass }) => add(chance, mass), {
      ...breaksAround(n, from, to),
      quadrature: quadrature(n)
    })
    return sum
  }
}

/** Up to this n the step is wide enough for the nodes of the quadrature. */
export const NARROW = 60
const breaksAround = (n: number, from: number, to: number) => ({ atMasses: n > NARROW ? [from, to] : [] })
