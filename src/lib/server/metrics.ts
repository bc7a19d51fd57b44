/**
 * Metrics of what the application does: the front of the server prints them at /metrics. The front is bundled apart
 * (scripts/adapters/front/metrics.mjs), so both share a map on globalThis.
 */

/** One value of a metric that has several, which their labels distinguish. */
interface Sample {
  value: number
  labels?: Record<string, string>
}

interface Metric {
  help: string
  type: 'counter' | 'gauge'
  read: () => number | Sample[]
}

const KEY = Symbol.for('xfetch-tuner.metrics')

/**
 * Adds a metric, or puts it in the place of the one with its name.
 * @param name begins with `xfetch_tuner_`, with the unit at its end, and `_total` after that for a counter
 * @param help one line that says what is counted, and in which unit
 * @param read gives the present value, or one for each set of labels
 */
export function register(name: string, help: string, type: Metric['type'], read: Metric['read']): void {
  const all = globalThis as unknown as Record<symbol, Map<string, Metric> | undefined>
  const registry = (all[KEY] ??= new Map())
  registry.set(name, { help, type, read })
}
