/**
 * The rule by which requests trigger in an implementation: the chance that one request triggers, and for Poisson requests
 * the expected number of triggers and its inverse.
 */
import { log } from '../math/fixed-math'

/** Times are times to expiry (s), which fall as time passes. The chance never falls as time passes. */
export interface Rule {
  /**
   * Takes over what a write stores.
   * @param delta the Δ that is stored, s
   * @param lifetime time to expiry at the write, s; 0 or less where a coarse expiry has passed already
   * @param lead time from the death of the value to the expiry that the rule reads, s; 0 unless given
   */
  store(delta: number, lifetime: number, lead?: number): void
  /** The chance that a request triggers; 1 from expiry on. */
  chance(toExpiry: number): number
  /** Expected triggers between two times to expiry, `from` ≥ `to`, at a request rate in 1/s. */
  between(from: number, to: number, rate: number): number
  /** The time to expiry at which `e` triggers are expected since `from`: the inverse of `between`. */
  inverse(from: number, e: number, rate: number): number
  /** At a longer time to expiry than this (s), the expected triggers are below 1e-15 in all. */
  readonly farthest: number
  /** The end of a block that begins at `toExpiry` > 0: a time to expiry ≥ 0 up to which the chance grows little. */
  blockEnd(toExpiry: number): number
}

/**
 * How many window scales before expiry the expected triggers are below 1e-15 in all: x₁e^(−u) < 1e-15 for u > 35 + ln x₁.
 * @param x1 requests per window scale
 */
export const outOfReach = (x1: number) => 35 + log(1 + x1)
