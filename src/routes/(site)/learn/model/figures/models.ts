/** The key that the figures of /learn/model start from: a minute of lifetime, a quarter of a second to rebuild. */
import { type Model, bareModel, pow } from '#core'

export const TTL = 60
export const DELTA = 0.25

/** A key with this β and so many requests a rebuild; the rest as told. */
export const keyWith = (beta: number, heat: number, change: Partial<Model> = {}): Model => {
  const delta = change.delta ?? DELTA
  return { ...bareModel({ ttl: TTL, delta, rate: heat / delta, beta }), ...change }
}

/** So many simulated cycles behind a live figure: a few milliseconds, and standard errors of about 2 %. */
export const CYCLES = 4000
/** The spacing of a logarithmic sweep. */
export const logSweep = (from: number, to: number, steps: number) =>
  Array.from({ length: steps + 1 }, (_, i) => from * pow(to / from, i / steps))
