/** The lifetimes that a write may draw, as the nodes of a quadrature. */
import { lastTerms } from './legendre'
import { eachNode, GAUSS } from '../../math/quadrature'

/** A lifetime, s, with its share among all. */
export interface Lifetime {
  ttl: number
  weight: number
}

/** The ends of the range of lifetimes, s, and the bends inside it, in rising order. */
function placesOf(ttl: number, jitter: number, bends: number[]): number[] {
  const [least, most] = [ttl * (1 - jitter), ttl * (1 + jitter)]
  return [least, most, ...bends.filter((bend) => bend > least && bend < most)].sort((a, b) => a - b)
}

/**
 * @param jitter j: uniform from ttl·(1 − j) to ttl·(1 + j)
 * @param bends lifetimes, s, at which figures bend
 * @param quadrature between them; GAUSS unless given
 * @param splitAt where to split the part of these nodes, from one lifetime to another, s; null where they follow all figures
 */
export function lifetimes(
  ttl: number,
  jitter: number,
  bends: number[],
  quadrature = GAUSS,
  splitAt: (part: Lifetime[], from: number, to: number) => number | null = () => null
): Lifetime[] {
  if (jitter === 0) return [{ ttl, weight: 1 }]
  const places = placesOf(ttl, jitter, bends)
  const width = places[places.length - 1] - places[0]
  const nodes: Lifetime[] = []
  const add = (from: number, to: number) => {
    const part: Lifetime[] = []
    eachNode(
      to - from,
      (left, _, weight) => part.push({ ttl: from + left, weight: weight / width }),
      quadrature
    )
    const at = splitAt(part, from, to)
    if (at === null) {
      nodes.push(...part)
      return
    }
    add(from, at)
    add(at, to)
  }
  for (let i = 1; i < places.length; i++) add(places[i - 1], places[i])
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0)
  return nodes.map(({ ttl, weight }) => ({ ttl, weight: weight / total }))
}

/** Parts of the range of lifetimes are halved at most so often. */
const MOST_HALVINGS = 24

/**
 * The mean of a share over the lifetimes. Their range is halved until polynomials follow it.
 * @param bends lifetimes, s, at which it bends
 * @param closely to this share of it
 * @param nothing a share that makes no difference
 * @param isSpent whether no more lifetimes may be looked at
 */
export function meanOver(
  ttl: number,
  jitter: number,
  bends: number[],
  closely: number,
  nothing: number,
  shareAt: (ttl: number) => number,
  isSpent = () => false
): number {
  const places = placesOf(ttl, jitter, bends)
  const width = places[places.length - 1] - places[0]
  const values = new Array<number>(GAUSS.length)
  let sum = 0
  const add = (from: number, to: number, halvings: number) => {
    const weight = (to - from) / width
    let own = 0
    for (let i = 0; i < GAUSS.length; i++) {
      values[i] = shareAt(from + (to - from) * GAUSS[i].left)
      own += weight * GAUSS[i].weight * values[i]
    }
    // Asked the other way round a figure without a value would be halved for ever.
    const isBent = weight * lastTerms(values) > closely * (sum + own) + nothing
    if (!isBent || halvings === 0 || isSpent()) {
      sum += own
      return
    }
    const middle = from + (to - from) / 2
    add(from, middle, halvings - 1)
    add(middle, to, halvings - 1)
  }
  for (let i = 1; i < places.length; i++) add(places[i - 1], places[i], MOST_HALVINGS)
  return sum
}
