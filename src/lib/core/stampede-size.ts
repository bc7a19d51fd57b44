/** The tail of the stampede size. Given the first trigger, duplicates are Poisson, or binomial when they coalesce. */
import type { FirstTrigger } from './first-trigger'
import { binomialCdf, poissonCdf } from './gamma'
import type { Model } from './scenario'
import { eachMeeting } from './stampede'

/**
 * The smallest stampede size that a share p of the cycles does not exceed.
 * @param model Poisson arrivals and a fixed rebuild time
 * @param p strictly between 0 and 1
 */
export function stampedeSizeQuantile(model: Model, law: FirstTrigger, p: number): number {
  const { coordination, processes, rate, delta } = model
  if (coordination === 'lock' || (coordination === 'coalesce' && processes === 1)) return 1
  const share = coordination === 'coalesce' ? coalescedShare(model, law) : uncoordinatedShare(model, law)
  const most = rate * delta
  let low = -1
  let high = Math.ceil(most + 10 * Math.sqrt(most) + 50)
  if (coordination === 'coalesce') high = Math.min(high, processes - 1)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (share(middle) >= p) high = middle
    else low = middle
  }
  return 1 + high
}

/** So many standard deviations from its mean, a count is as good as certain. */
const SURE = 8

/**
 * P(duplicates ≤ n) as a function of n. As a function of the trigger mass it steps from 1 to 0 around n, ever
 * more steeply the larger n is; the quadrature is broken on both sides of the step.
 */
function uncoordinatedShare(model: Model, law: FirstTrigger) {
  return (n: number) => {
    const spread = SURE * Math.sqrt(n + 1)
    const from = n - spread
    const to = n + spread + 5 * SURE
    let sum = 0
    const add = (chance: number, mass: number) => {
      if (mass < to) sum += chance * (mass <= from ? 1 : poissonCdf(n, mass))
    }
    eachMeeting(model, law, (chance, { mass }) => add(chance, mass), breaksAround(n, from, to))
    return sum
  }
}

function coalescedShare(model: Model, law: FirstTrigger) {
  const { processes } = model
  const others = processes - 1
  const massFor = (n: number) => (n >= others ? Infinity : -processes * Math.log1p(-Math.max(0, n) / others))
  return (n: number) => {
    const spread = SURE * Math.sqrt(((n + 1) * Math.max(1, others - n)) / others + 1)
    const from = massFor(n - spread)
    const to = massFor(n + spread + 5 * SURE)
    let sum = 0
    const add = (chance: number, mass: number) => {
      if (mass < to)
        sum += chance * (mass <= from ? 1 : binomialCdf(n, others, -Math.expm1(-mass / processes)))
    }
    eachMeeting(model, law, (chance, { mass }) => add(chance, mass), breaksAround(n, from, to))
    return sum
  }
}

/** A step over few triggers is wide enough for the nodes that are there. */
const breaksAround = (n: number, from: number, to: number) => ({ atMasses: n > 60 ? [from, to] : [] })
