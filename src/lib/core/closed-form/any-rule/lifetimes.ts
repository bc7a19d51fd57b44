/** The lifetimes that a write may draw, as the nodes of a quadrature. */
import { COARSE, eachNode } from '../../math/quadrature'

/**
 * @param jitter j: uniform from ttl·(1 − j) to ttl·(1 + j)
 * @param kink a lifetime, s, at which figures bend
 * @param quadrature COARSE unless given
 */
export function lifetimes(
  ttl: number,
  jitter: number,
  kink: number,
  quadrature = COARSE
): { ttl: number; weight: number }[] {
  if (jitter === 0) return [{ ttl, weight: 1 }]
  const [least, most] = [ttl * (1 - jitter), ttl * (1 + jitter)]
  const places = [least, ...(kink > least && kink < most ? [kink] : []), most]
  const nodes: { ttl: number; weight: number }[] = []
  for (let i = 1; i < places.length; i++)
    eachNode(
      places[i] - places[i - 1],
      (left, _, weight) => nodes.push({ ttl: places[i - 1] + left, weight: weight / (most - least) }),
      quadrature
    )
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0)
  return nodes.map(({ ttl, weight }) => ({ ttl, weight: weight / total }))
}
