/** What a run found, as a table and a list. */

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]

/** An example in the list of faults is cut here; with the seed and its number it can be made again. */
const LONGEST = 1200
const EXAMPLES = 3

export class Report {
  /** @type {Map<string, { statuses: Map<string, number>, times: number[] }>} */
  #routes = new Map()
  /** @type {Map<string, { many: number, examples: string[] }>} */
  #faults = new Map()

  /** @param {string} route @param {string | number} status @param {number} [milliseconds] */
  count(route, status, milliseconds) {
    /** @type {{ statuses: Map<string, number>, times: number[] }} */
    const entry = this.#routes.get(route) ?? { statuses: new Map(), times: [] }
    this.#routes.set(route, entry)
    entry.statuses.set(`${status}`, (entry.statuses.get(`${status}`) ?? 0) + 1)
    if (milliseconds !== undefined) entry.times.push(milliseconds)
  }

  /**
   * @param {string} route
   * @param {string[]} faults
   * @param {string} example what was asked
   */
  fault(route, faults, example) {
    // The same fault with other figures is the same fault.
    const kinds = new Map(
      faults.map((what) => [`${route}: ${what.replace(/“.*”/s, '“…”').replace(/ at \d+:\d+$/, '')}`, what])
    )
    for (const [kind, what] of kinds) {
      const entry = this.#faults.get(kind) ?? { many: 0, examples: [] }
      this.#faults.set(kind, entry)
      entry.many++
      if (entry.examples.length === EXAMPLES) continue
      const told =
        example.length > LONGEST ? `${example.slice(0, LONGEST)}… (${example.length} characters)` : example
      const [, around] = /(“.*”)/s.exec(what) ?? []
      entry.examples.push(around ? `${told}\n      ${around}` : told)
    }
  }

  get faults() {
    return [...this.#faults.values()].reduce((sum, { many }) => sum + many, 0)
  }

  /** Requests and replies by route, times in milliseconds. */
  table() {
    const rows = [...this.#routes].sort().map(([route, { statuses, times }]) => {
      const sorted = times.sort((a, b) => a - b)
      const many = [...statuses.values()].reduce((sum, one) => sum + one, 0)
      const latency = [0.5, 0.99, 1].map((share) =>
        sorted.length ? quantile(sorted, share).toFixed(0) : '–'
      )
      const by = [...statuses].sort().map(([status, number]) => `${status} × ${number}`)
      return [route, String(many), ...latency, by.join(', ')]
    })
    const all = [['route', 'asked', 'p50 ms', 'p99 ms', 'max ms', 'replies'], ...rows]
    const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)))
    return all
      .map((row) =>
        row
          .map((cell, i) =>
            i === 0 || i === row.length - 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])
          )
          .join('  ')
          .trimEnd()
      )
      .join('\n')
  }

  list() {
    return [...this.#faults]
      .sort(([, a], [, b]) => b.many - a.many)
      .map(
        ([kind, { many, examples }]) => `${many} × ${kind}\n${examples.map((one) => `    ${one}`).join('\n')}`
      )
      .join('\n')
  }
}
