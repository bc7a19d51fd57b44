/**
 * The rule by which requests trigger, as an implementation has it: the chance of one request, and the hazard of Poisson
 * requests that follows from it, with its integral and its inverse.
 */
import { log } from '../math/fixed-math'

/** Time is told as the time to expiry (s), which falls as time passes; the chance never falls with it. */
export interface Rule {
  /**
   * A write stores what the rule will go by.
   * @param delta the Δ that is stored, s
   * @param lifetime time to expiry at the write, s; 0 or less where a coarse expiry has passed already
   * @param lead s by which the expiry that the rule reads comes after the death of the value; 0 unless told
   */
  store(delta: number, lifetime: number, lead?: number): void
  /** The chance that a request triggers; 1 from expiry on. */
  chance(toExpiry: number): number
  /** Triggers expected from one time to expiry to a later, lower one, with so many requests per second. */
  between(from: number, to: number, rate: number): number
  /** The time to expiry at which a mass `e` of triggers has passed since `from`. */
  inverse(from: number, e: number, rate: number): number
  /** Further out than this, s, no request triggers that a double could tell from none. */
  readonly farthest: number
  /** A time to expiry, at least 0, up to which the chance grows by a small factor only from `toExpiry` > 0 on. */
  blockEnd(toExpiry: number): number
  /** The rule as it stands, whatever is stored later. */
  snapshot(): Rule
}

/** So many window scales out, requests that come at `x1` to a window scale trigger with a chance below 1e-15 in all. */
export const outOfReach = (x1: number) => 35 + log(1 + x1)
