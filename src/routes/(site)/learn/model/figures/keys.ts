/** The key that the figures of /learn/model start from: a minute of lifetime, a quarter of a second to rebuild. */
import { type Model, bareModel } from '#core'

export const TTL = 60
export const DELTA = 0.25

/** A key with this β and this many requests a rebuild, and with these changes. */
export const keyWith = (beta: number, heat: number, change: Partial<Model> = {}): Model => {
  const delta = change.delta ?? DELTA
  return { ...bareModel({ ttl: TTL, delta, rate: heat / delta, beta }), ...change }
}

/** Simulated cycles of a live figure: they take a few milliseconds and give standard errors of about 2 %. */
export const LIVE_CYCLES = 4000
