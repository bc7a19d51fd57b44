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
 * Goes through the range of lifetimes part by part, in rising order.
 * @param splitAt gives where to split a part, s, which has come from so many splits before; null where it need not be split
 */
function eachPart(places: number[], splitAt: (from: number, to: number, splits: number) => number | null) {
  const look = (from: number, to: number, splits: number) => {
    const at = splitAt(from, to, splits)
    if (at === null) return
    look(from, at, splits + 1)
    look(at, to, splits + 1)
  }
  for (let i = 1; i < places.length; i++) look(places[i - 1], places[i], 0)
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
  eachPart(places, (from, to) => {
    const part: Lifetime[] = []
    eachNode(
      to - from,
      (left, _, weight) => part.push({ ttl: from + left, weight: weight / width }),
      quadrature
    )
    const at = splitAt(part, from, to)
    if (at === null) nodes.push(...part)
    return at
  })
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
  eachPart(places, (from, to, halvings) => {
    const weight = (to - from) / width
    let own = 0
    for (let i = 0; i < GAUSS.length; i++) {
      values[i] = shareAt(from + (to - from) * GAUSS[i].left)
      own += weight * GAUSS[i].weight * values[i]
    }
    // Asked the other way round a figure without a value would be halved for ever.
    const isBent = weight * lastTerms(values) > closely * (sum + own) + nothing
    if (isBent && halvings < MOST_HALVINGS && !isSpent()) return from + (to - from) / 2
    sum += own
    return null
  })
  return sum
}
