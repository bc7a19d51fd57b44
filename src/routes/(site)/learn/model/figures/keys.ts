/** The key that the figures of /learn/model start from: a minute of lifetime, a quarter of a second to rebuild. */
import type { Model } from '#core'

export const TTL = 60
export const DELTA = 0.25

/** A key with this β and this many requests a rebuild, and with these changes. */
export const keyWith = (beta: number, heat: number, change: Partial<Model> = {}): Model => {
  const delta = change.delta ?? DELTA
  return {
    ttl: TTL,
    delta,
    deltaCv: 0,
    rate: heat / delta,
    beta,
    coordination: 'none',
    processes: 1,
    resolution: 0,
    arrivals: { kind: 'poisson' },
    ...change
  }
}

/** Simulated cycles of a live figure: they take a few milliseconds and give standard errors of about 2 %. */
export const CYCLES = 4000
