/**
 * The requests that trigger at no β of the path. They are drawn so that the picture does not look as if the others were
 * all requests. A path contains only requests below a bound of β (see beta-path.ts); the rest are an independent Poisson
 * process with draws that put them above the bound. For a hot key only a share of them is drawn.
 */
import type { BetaPath, PathModel, Random, Trigger } from '#core'

export interface Background {
  /** In the order of time. */
  drawn: Trigger[]
  /** The share of them that is drawn, at most 1. */
  share: number
}

/** More dots than this cannot be seen apart. */
const MOST_DRAWN = 260

/**
 * @param from seconds to expiry where the picture begins
 * @param most the largest β of the path
 * @param random at the start of a stream of its own
 */
export function background(
  path: BetaPath,
  { delta, rate }: Pick<PathModel, 'delta' | 'rate'>,
  from: number,
  most: number,
  random: Random
): Background {
  const share = Math.min(1, MOST_DRAWN / (rate * from))
  const drawn: Trigger[] = []
  for (let gap = from; ;) {
    gap -= random.exponential() / (rate * share)
    if (!(gap > 0)) return { drawn, share }
    const needs = gap / (delta * random.exponential())
    if (needs > boundAt(path, gap, delta, most)) drawn.push({ gap, from: needs })
  }
}

/** All requests that trigger at a β up to this one are in the path, at this time to expiry. */
export function boundAt({ steps }: BetaPath, gap: number, delta: number, most: number): number {
  let bound = most
  // Steps are read from the earliest first trigger on. While its rebuild would run, the bound of before it holds.
  for (let i = steps.length - 1; i >= 0 && steps[i].gap >= gap; i--) {
    if (steps[i].gap - delta < gap) return bound
    bound = steps[i].from
  }
  return bound
}
