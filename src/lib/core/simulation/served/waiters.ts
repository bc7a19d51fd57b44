/** Requests that wait: for a free worker, for the next write, or for the rebuild of their own process. */
import type { Random } from '../../math/random'
import type { InFlightRebuilds, Rebuild } from './in-flight-rebuilds'
import { ManyRequests } from './many-requests'
import type { Requests } from './requests'
import { addWait, type ServedCycle } from './served-cycle'

export class Waiters {
  /** Requests for which no worker is free. */
  readonly line = new ManyRequests()
  /** Workers held by requests that wait for another one’s rebuild. */
  holding = 0
  /** Requests that wait for the next write, whoever makes it. */
  private readonly others = new ManyRequests()

  /**
   * @param ofProcess whether they wait for the rebuild of their own process, and not for the next write
   * @param hold whether each holds a worker meanwhile
   */
  constructor(
    private readonly running: InFlightRebuilds,
    private readonly random: Random,
    private readonly ofProcess: boolean,
    private readonly hold: boolean
  ) {}

  /** So many requests, which came at a time (s), wait for a rebuild: in its process it is one of those in flight. */
  add(came: number, weight: number): void {
    const { others, running } = this
    if (this.ofProcess)
      running.waitingFor(running.at(Math.floor(running.size * this.random.uniform()))).add(came, weight)
    else others.add(came, weight)
  }

  /**
   * Of the requests that passed since a moment (s) those wait that triggered early and may not start a rebuild.
   * @param chance of one that came so many seconds after that moment
   */
  addLosers(requests: Requests, began: number, chance: (at: number) => number): void {
    requests.times(requests.passed(), (at, weight) => {
      const losers = Math.floor(weight * Math.min(1, chance(at)) + this.random.uniform())
      if (losers === 0) return
      // Who waits for the next write needs no number, but published figures were drawn with it.
      if (!this.ofProcess) this.random.uniform()
      this.add(began + at, losers)
    })
  }

  /** A rebuild writes now (s): whoever waits for it has its answer. */
  release(rebuild: Rebuild, now: number, cycle: ServedCycle): void {
    const requests = this.ofProcess ? this.running.waitingFor(rebuild) : this.others
    if (requests.count === 0) return
    requests.each((came, weight) => addWait(cycle, now - came, weight))
    if (this.hold) this.holding -= requests.count
    requests.clear()
  }
}
