/** The tail of the stampede size. Given the first trigger, duplicates are Poisson, or binomial when they coalesce. */
import type { FirstTrigger } from './first-trigger'
import { binomialCdf, poissonCdf } from './gamma'
import { COARSE, FINE, type Rule } from './quadrature'
import type { Model } from './scenario'
import { eachMeeting } from './stampede'

/**
 * The smallest stampede size that a share p of the cycles does not exceed.
 * @param model Poisson arrivals and a fixed rebuild time
 * @param p strictly between 0 and 1
 */
export function stampedeSizeQuantile(model: Model, law: FirstTrigger, p: number): number {
  const shareUpTo = sizes(model, law)
  if (shareUpTo === null) return 1
  let low = -1
  let high = most(model)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (shareUpTo(middle) >= p) high = middle
    else low = middle
  }
  return 1 + high
}

/** In a picture nobody sees whether a large stampede has one rebuild more or less in so many. */
const UNSEEN = 250

/**
 * As stampedeSizeQuantile for many shares at once, at little more than the cost of one: for pictures. Exact up to
 * sizes of 60, and good to 1 % above.
 * @param shares ascending, strictly between 0 and 1
 */
export function stampedeSizeQuantiles(model: Model, law: FirstTrigger, shares: number[]): number[] {
  const exact = sizes(model, law, (n) => (n > NARROW ? COARSE : FINE))
  if (exact === null) return shares.map(() => 1)
  const seen = new Map<number, number>()
  const shareUpTo = (n: number) => {
    const share = seen.get(n) ?? exact(n)
    seen.set(n, share)
    return share
  }
  const top = most(model)
  let low = -1
  return shares.map((p) => {
    // From the size before upwards, in ever longer steps: the next one is seldom far.
    let high = low + 1
    for (let step = 1; high < top && shareUpTo(high) < p; step *= 2) {
      low = high
      high = Math.min(top, high + Math.max(step, Math.floor(high / UNSEEN)))
    }
    while (high - low > Math.max(1, high / UNSEEN)) {
      const middle = Math.floor((low + high) / 2)
      if (shareUpTo(middle) >= p) high = middle
      else low = middle
    }
    return 1 + high
  })
}

/** By which rule to add up the cycles with at most n duplicates. */
type RuleFor = (n: number) => Rule

/** The share of cycles with at most n duplicates, as a function of n; null where there never is one. */
function sizes(model: Model, law: FirstTrigger, rule: RuleFor = () => FINE): ((n: number) => number) | null {
  const { coordination, processes } = model
  if (coordination === 'lock' || (coordination === 'coalesce' && processes === 1)) return null
  return coordination === 'coalesce' ? coalescedShare(model, law, rule) : uncoordinatedShare(model, law, rule)
}

/** More duplicates than that there are as good as never. */
function most({ coordination, processes, rate, delta }: Model): number {
  const mean = rate * delta
  const many = Math.ceil(mean + 10 * Math.sqrt(mean) + 50)
  return coordination === 'coalesce' ? Math.min(many, processes - 1) : many
}

/** So many standard deviations from its mean, a count is as good as certain. */
const SURE = 8

/**
 * P(duplicates ≤ n) as a function of n. As a function of the trigger mass it steps from 1 to 0 around n, ever
 * more steeply the larger n is; the quadrature is broken on both sides of the step.
 */
function uncoordinatedShare(model: Model, law: FirstTrigger, rule: RuleFor) {
  return (n: number) => {
    const spread = SURE * Math.sqrt(n + 1)
    const from = n - spread
    const to = n + spread + 5 * SURE
    let sum = 0
    const add = (chance: number, mass: number) => {
      if (mass < to) sum += chance * (mass <= from ? 1 : poissonCdf(n, mass))
    }
    eachMeeting(model, law, (chance, { mass }) => add(chance, mass), {
      ...breaksAround(n, from, to),
      rule: rule(n)
    })
    return sum
  }
}

function coalescedShare(model: Model, law: FirstTrigger, rule: RuleFor) {
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
    eachMeeting(model, law, (chance, { mass }) => add(chance, mass), {
      ...breaksAround(n, from, to),
      rule: rule(n)
    })
    return sum
  }
}

/** A step over few triggers is wide enough for the nodes that are there. */
const NARROW = 60
const breaksAround = (n: number, from: number, to: number) => ({ atMasses: n > NARROW ? [from, to] : [] })
