/** When a value expires that is written now. */
import { wholeLifetime, type Deviations } from '../../model/deviations'
import type { Random } from '../../math/random'
import type { Model } from '../../model/scenario'

export class WrittenExpiry {
  /** Of the last write: the time for which the value is served, and from its death to the expiry that the rule reads, s. */
  life: number
  lead = 0
  /** Time of the clock, modulo the expiry resolution, and modulo one second, s. */
  private clock: number
  private second: number
  private readonly resolution: number
  private readonly deviations: Deviations

  constructor({ deviations = {}, resolution, ttl }: Model, random: Random) {
    this.life = ttl
    this.deviations = deviations
    this.resolution = resolution
    this.clock = resolution * random.uniform()
    this.second = this.clock % 1
  }

  /** Time passes. */
  pass(seconds: number): void {
    const { resolution } = this
    if (resolution > 0) this.clock = (this.clock + seconds) % resolution
    if (this.deviations.lifetime) this.second = (this.second + seconds) % 1
  }

  /** @param ttl of this write, s @param took how long its rebuild took, s */
  write(ttl: number, took: number): void {
    const { resolution } = this
    const { expirySlack = 0, lifetime } = this.deviations
    const left = lifetime?.expires === 'first' ? Math.max(0, ttl - took) : ttl
    const whole = left + expirySlack
    const expiry = resolution > 0 ? whole - ((this.clock + (whole % resolution)) % resolution) : left
    this.life = lifetime ? Math.min(expiry, this.kept(whole)) : expiry
    this.lead = expiry - this.life
  }

  /**
   * For how long the store keeps a value that is written now, s.
   * @param left lifetime that is left, slack included, s
   */
  private kept(left: number): number {
    const seconds = wholeLifetime(left)
    return this.deviations.lifetime!.store === 'files' && seconds > 0 ? seconds - this.second : seconds
  }
}
