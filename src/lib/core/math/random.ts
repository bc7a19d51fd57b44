/**
 * The random numbers of a simulated cycle. Seed, shard and cycle determine a stream. So a result depends neither on the
 * number of workers nor on what was drawn before, and a cycle sees the same random numbers at every β.
 */
import { exp, log } from './fixed-math'

/** Scrambles 32 bits (the finaliser of MurmurHash3). */
function scramble(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}

const GOLDEN = 0x9e3779b9

/** xoshiro128** (Blackman & Vigna 2018), re-seeded for every cycle. */
export class Random {
  private readonly shardKey: number
  private readonly shardSalt: number
  private a = 0
  private b = 0
  private c = 0
  private d = 0
  /** How many uniform numbers were drawn so far, over all streams. */
  draws = 0

  /**
   * @param seed whole number from 0 to 2³² − 1
   * @param shard which part of the simulation, 0 upwards
   */
  constructor(seed: number, shard: number) {
    this.shardKey = scramble((seed | 0) + GOLDEN) ^ scramble((shard | 0) + 0x632be5ab)
    this.shardSalt = scramble(Math.imul(seed | 0, 0x2545f491) + Math.imul(shard | 0, GOLDEN) + 0x1b873593)
    this.seek(0)
  }

  /** Goes to the start of a cycle's stream. */
  seek(cycle: number): void {
    const at = this.shardKey + Math.imul(cycle, GOLDEN)
    this.a = scramble(at)
    this.b = scramble(at ^ this.shardSalt)
    this.c = scramble(at + 0x7f4a7c15)
    this.d = (this.shardSalt + cycle) | 1
    this.skip()
    this.skip()
  }

  /** Moves on by one word of 32 bits, which nobody needs. */
  private skip(): void {
    const shifted = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= shifted
    this.d = (this.d << 11) | (this.d >>> 21)
  }

  /**
   * Uniform strictly between 0 and 1: the midpoints of a grid of 2⁻⁵², which includes neither end. It draws two words,
   * written out here because the simulation spends much of its time in them.
   */
  uniform(): number {
    this.draws++
    let { a, b, c, d } = this
    let scaled = Math.imul(b, 5)
    const high = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 6
    let shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    scaled = Math.imul(b, 5)
    const low = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 6
    shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    this.a = a
    this.b = b
    this.c = c ^ shifted
    this.d = (d << 11) | (d >>> 21)
    return (high * 67108864 + low + 0.5) * 2.220446049250313e-16
  }

  /** Exponential with mean 1, never 0. */
  exponential(): number {
    return -log(this.uniform())
  }

  /** As many exponential numbers as there are places. An engine makes an object of each number that a call returns. */
  fillExponential(places: Float64Array): void {
    for (let i = 0; i < places.length; i++) places[i] = -log(this.uniform())
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1
      const v = 2 * this.uniform() - 1
      const s = u * u + v * v
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s)
    }
  }

  /** Lognormal with this mean > 0, in its unit, and coefficient of variation; with 0, which draws nothing, the mean. */
  lognormal(mean: number, cv: number): number {
    if (cv === 0) return mean
    const variance = log(1 + cv * cv)
    return mean * exp(Math.sqrt(variance) * this.normal() - variance / 2)
  }
}
