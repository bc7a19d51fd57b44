/**
 * The registry of metrics, and how Prometheus reads them. The front and the application behind it are bundled apart
 * and share no module, so the registry is a map on globalThis; src/lib/server/metrics.ts is its other side.
 */

/** @typedef {{ value: number, labels?: Record<string, string>, suffix?: string }} Sample */
/**
 * @typedef {object} Metric
 * @property {string} help one line that says what is counted, and in which unit
 * @property {'counter' | 'gauge' | 'histogram'} type
 * @property {() => number | Sample[]} read
 */

const KEY = Symbol.for('xfetch-tuner.metrics')

/** @returns {Map<string, Metric>} */
function registry() {
  const all = /** @type {Record<symbol, Map<string, Metric> | undefined>} */ (globalThis)
  return (all[KEY] ??= new Map())
}

/**
 * Adds a metric, or puts it in the place of the one with its name.
 * @param {string} name with the unit at its end, and `_total` after that for a counter
 * @param {string} help
 * @param {Metric['type']} type
 * @param {Metric['read']} read gives the present value, or one for each set of labels
 */
export function register(name, help, type, read) {
  registry().set(name, { help, type, read })
}

/** @param {string} text */
const escape = (text) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

/** @param {Record<string, string>} labels */
function formatLabels(labels) {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escape(value).replaceAll('"', '\\"')}"`
  )
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

/** @param {number} value */
const formatValue = (value) => (Math.abs(value) === Infinity ? (value > 0 ? '+Inf' : '-Inf') : String(value))

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** All metrics in the text format of Prometheus, version 0.0.4. */
export function exposition() {
  let text = ''
  for (const [name, { help, type, read }] of registry()) {
    const given = read()
    const samples = typeof given === 'number' ? [{ value: given }] : given
    text += `# HELP ${name} ${escape(help)}\n# TYPE ${name} ${type}\n`
    for (const { value, labels = {}, suffix = '' } of samples)
      text += `${name}${suffix}${formatLabels(labels)} ${formatValue(value)}\n`
  }
  return text
}
