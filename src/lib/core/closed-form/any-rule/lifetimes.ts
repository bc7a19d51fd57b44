/** The lifetimes that a write may draw, as the nodes of a quadrature. */
import { eachNode, GAUSS } from '../../math/quadrature'

/**
 * @param jitter j: uniform from ttl·(1 − j) to ttl·(1 + j)
 * @param bends lifetimes, s, at which figures bend
 */
export function lifetimes(ttl: number, jitter: number, bends: number[]): { ttl: number; weight: number }[] {
  if (jitter === 0) return [{ ttl, weight: 1 }]
  const [least, most] = [ttl * (1 - jitter), ttl * (1 + jitter)]
  const places = [least, most, ...bends.filter((bend) => bend > least && bend < most)].sort((a, b) => a - b)
  const nodes: { ttl: number; weight: number }[] = []
  for (let i = 1; i < places.length; i++)
    eachNode(
      places[i] - places[i - 1],
      (left, _, weight) => nodes.push({ ttl: places[i - 1] + left, weight: weight / (most - least) }),
      GAUSS
    )
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0)
  return nodes.map(({ ttl, weight }) => ({ ttl, weight: weight / total }))
}
