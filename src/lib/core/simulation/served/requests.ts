/** When requests come: each is picked with some chance, and the time to the next picked one is drawn at once. */
import { exp, log, log1p } from '../../math/fixed-math'
import { poissonCount } from '../../math/poisson-count'
import type { Random } from '../../math/random'
import { phaseRates } from '../../model/phase-rates'
import type { Model } from '../../model/scenario'
import { isAveraged } from '../requests/arrivals'

export interface Requests {
  /** A request this close to a change is taken as at the same instant, which is after the change, s. */
  readonly sameInstant: number
  /** The most requests in a second. */
  readonly fastest: number
  /** What the requests do now, as survivals.ts has it: until the next of even ones, or how long a peak still lasts, s. */
  readonly phase: number
  /** Whether the last `pass` ended at a picked request. */
  readonly found: boolean
  /**
   * Time passes until a request is picked, each with the chance `share`, but no longer than `most` (s). It may end earlier
   * without a picked request; `passed` then counts as usual.
   * @param idle nobody asks for `passed`
   * @returns the seconds that passed
   */
  pass(share: number, most: number, idle: boolean): number
  /** How many requests came and were not picked in the last `pass`. Ask once. */
  passed(): number
  /** When the last of so many requests in the last `pass` came, s from its beginning. */
  latest(count: number): number
  /** The times of so many requests in the last `pass`, s from its beginning, each standing for `weight` of them. */
  times(count: number, visit: (time: number, weight: number) => void): void
}

export function requestsOf(model: Model, random: Random): Requests {
  const { arrivals, rate } = model
  if (arrivals.kind === 'even') return new Even(1 / rate, random)
  if (arrivals.kind === 'poisson' || isAveraged(model))
    return new Phases([rate, rate], [Infinity, Infinity], random)
  const { peak, quiet } = phaseRates(rate, arrivals)
  return new Phases([peak, quiet], [arrivals.on, arrivals.off], random)
}

/**
 * How many requests come up to each of these moments, s from now, after the one before it.
 * @param upTo in rising order
 * @returns also when the last of them comes, s from now; null where none does
 */
export function countIn(requests: Requests, upTo: number[]): { counts: number[]; last: number | null } {
  let [from, last]: [number, number | null] = [0, null]
  const counts = upTo.map((to) => {
    const seconds = to - from
    let all = 0
    for (let passed = 0; passed < seconds;) {
      const elapsed = requests.pass(0, seconds - passed, false)
      const count = requests.passed()
      all += count
      if (count > 0) last = from + (passed + requests.latest(count))
      passed += elapsed
    }
    from = to
    return all
  })
  return { counts, last }
}

/** More requests than this are represented by so many. */
const SHOWN = 64

/** For `spread`, which is called often and never inside itself. */
const sorted = new Float64Array(SHOWN)

/** Spreads a count over at most SHOWN strata; `at` gives the time of a share of the interval. */
function spread(
  count: number,
  random: Random,
  length: number,
  visit: (time: number, weight: number) => void
) {
  if (count <= SHOWN) {
    for (let i = 0; i < count; i++) {
      const time = length * random.uniform()
      let place = i
      for (; place > 0 && sorted[place - 1] > time; place--) sorted[place] = sorted[place - 1]
      sorted[place] = time
    }
    for (let i = 0; i < count; i++) visit(sorted[i], 1)
    return
  }
  let given = 0
  // Rounded at random, so that no stratum has more than its share on average.
  const offset = random.uniform()
  for (let i = 1; i <= SHOWN; i++) {
    const upTo = Math.floor((count * i) / SHOWN + offset)
    visit((length * (i - random.uniform())) / SHOWN, upTo - given)
    given = upTo
  }
}

/** Phases in which fewer picked requests than this are expected are not gone through one by one. */
const RARELY = 4

/** Poisson requests with a rate in each of two phases of exponential length. */
class Phases implements Requests {
  readonly sameInstant = 0
  readonly fastest: number
  found = false
  private now: 0 | 1
  private left: number
  private meanPassed = 0
  private length = 0

  constructor(
    private readonly rates: readonly [number, number],
    private readonly means: readonly [number, number],
    private readonly random: Random
  ) {
    this.fastest = Math.max(...rates)
    const constant = means[0] === Infinity
    this.now = constant || random.uniform() < means[0] / (means[0] + means[1]) ? 0 : 1
    this.left = constant ? Infinity : means[this.now] * random.exponential()
  }

  get phase(): number {
    return this.now === 0 ? this.left : 0
  }

  pass(share: number, most: number, idle: boolean): number {
    const { fastest, random } = this
    this.meanPassed = 0
    if (idle && this.left < most && fastest * share * this.left < RARELY) {
      // Phases do not matter but at a request: pick as in the faster phase, and keep it by the phase that it meets.
      const wait = share > 0 ? random.exponential() / (fastest * share) : Infinity
      const length = Math.min(wait, most)
      this.skip(length)
      this.found = wait <= most && wait < Infinity && random.uniform() * fastest < this.rates[this.now]
      return (this.length = length)
    }
    const rate = this.rates[this.now]
    const limit = Math.min(most, this.left)
    const wait = share * rate > 0 ? random.exponential() / (share * rate) : Infinity
    const length = Math.min(wait, limit)
    this.found = wait <= limit && wait < Infinity
    this.meanPassed = rate * (1 - share) * length
    this.left -= length
    if (this.left <= 0) this.turn()
    return (this.length = length)
  }

  passed(): number {
    return this.meanPassed > 0 ? poissonCount(this.random, this.meanPassed) : 0
  }

  latest(count: number): number {
    return this.length * exp(log(this.random.uniform()) / count)
  }

  times(count: number, visit: (time: number, weight: number) => void): void {
    spread(count, this.random, this.length, visit)
  }

  /** The other phase begins. */
  private turn(): void {
    this.now = this.now === 0 ? 1 : 0
    this.left = this.means[this.now] * this.random.exponential()
  }

  /** The phase after so long, by the two-state Markov chain: its memory fades with e^(−(1/on + 1/off)·t). */
  private skip(seconds: number): void {
    if (seconds < this.left) {
      this.left -= seconds
      return
    }
    const { random } = this
    const rest = seconds - this.left
    this.turn()
    const [on, off] = this.means
    const share = on / (on + off)
    const kept = exp(-(1 / on + 1 / off) * rest)
    this.now = random.uniform() < share + ((this.now === 0 ? 1 : 0) - share) * kept ? 0 : 1
    this.left = this.means[this.now] * random.exponential()
  }
}

/** A request every `period`. */
class Even implements Requests {
  readonly sameInstant: number
  readonly fastest: number
  found = false
  /** Until the next request, s. */
  private next: number
  private first = 0
  private count = 0

  constructor(
    private readonly period: number,
    private readonly random: Random
  ) {
    this.sameInstant = 1e-6 * period
    this.fastest = 1 / period
    this.next = period * random.uniform()
  }

  get phase(): number {
    return this.next
  }

  pass(share: number, most: number): number {
    const { period, random, next } = this
    this.first = next
    // Requests before the picked one.
    // One number also where none is needed: a budget counts them as work.
    const chance = share > 0 ? random.uniform() : 0
    const skipped = share >= 1 ? 0 : share > 0 ? Math.floor(log(chance) / log1p(-share)) : Infinity
    const wait = next + skipped * period
    if (wait < most - this.sameInstant) {
      this.found = true
      this.count = skipped
      this.next = period
      return wait
    }
    this.found = false
    if (most === Infinity) return most
    this.count = Math.max(0, Math.ceil((most - this.sameInstant - next) / period))
    this.next = next + this.count * period - most
    return most
  }

  passed(): number {
    return this.count
  }

  latest(count: number): number {
    return this.first + (count - 1) * this.period
  }

  times(count: number, visit: (time: number, weight: number) => void): void {
    const shown = Math.min(count, SHOWN)
    let given = 0
    for (let i = 1; i <= shown; i++) {
      const upTo = Math.floor((count * i) / shown)
      visit(this.first + (this.period * (given + upTo - 1)) / 2, upTo - given)
      given = upTo
    }
  }
}
