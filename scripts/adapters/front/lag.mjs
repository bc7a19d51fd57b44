/** How late the event loop's timers are, which is how long a request waits before the process even sees it. */

/** Bounds of the histogram's buckets, s. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
/** The time between two samples, ms. */
const STEP = 100
/** For so many samples a delay counts as recent. */
const RECENT = 10

export class Lag {
  /** @type {number[]} the last samples, ms */
  #samples = []
  #counts = BOUNDS.map(() => 0)
  #sum = 0
  #count = 0

  /** Begins to measure, without keeping the process alive. */
  start() {
    let due = performance.now() + STEP
    setInterval(() => {
      const now = performance.now()
      this.add(Math.max(0, now - due))
      due = now + STEP
    }, STEP).unref()
    return this
  }

  /** @param {number} delay ms */
  add(delay) {
    this.#samples.push(delay)
    if (this.#samples.length > RECENT) this.#samples.shift()
    BOUNDS.forEach((bound, i) => delay / 1000 <= bound && this.#counts[i]++)
    this.#sum += delay / 1000
    this.#count++
  }

  /** The largest delay of the last second, ms. */
  get recent() {
    return Math.max(0, ...this.#samples)
  }

  /** The samples of a Prometheus histogram, s. @returns {import('./metrics.mjs').Sample[]} */
  get histogram() {
    return [
      ...BOUNDS.map((bound, i) => ({
        suffix: '_bucket',
        labels: { le: String(bound) },
        value: this.#counts[i]
      })),
      { suffix: '_bucket', labels: { le: '+Inf' }, value: this.#count },
      { suffix: '_sum', value: this.#sum },
      { suffix: '_count', value: this.#count }
    ]
  }
}
