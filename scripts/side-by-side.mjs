/**
 * @typedef {object} Job
 * @property {string} name
 * @property {number} [cores] how many processors it keeps busy (1); Infinity is all there are
 * @property {string[]} [after] names of the jobs whose result it needs
 */

/**
 * Runs jobs side by side, as many as there are processors for. A job starts as soon as it fits and those that it needs
 * have ended; of several that could start, the one that comes first in the list. A job that needs more processors than
 * there are runs alone.
 * @template {Job} T
 * @param {T[]} jobs
 * @param {number} cores
 * @param {(job: T) => Promise<void>} start
 */
export async function sideBySide(jobs, cores, start) {
  const waiting = [...jobs]
  /** @type {Map<T, Promise<void>>} */
  const running = new Map()
  const costOf = (/** @type {T} */ { cores: needed = 1 }) => Math.min(needed, cores)
  const ready = (/** @type {T} */ job) => {
    const busy = [...running.keys()].reduce((sum, one) => sum + costOf(one), 0)
    const unfinished = [...waiting, ...running.keys()].map(({ name }) => name)
    return busy + costOf(job) <= cores && !job.after?.some((name) => unfinished.includes(name))
  }
  while (waiting.length + running.size > 0) {
    const next = waiting.find(ready)
    if (next) {
      waiting.splice(waiting.indexOf(next), 1)
      running.set(
        next,
        start(next).finally(() => running.delete(next))
      )
    } else if (running.size > 0) await Promise.race(running.values())
    else throw new Error(`These wait for each other: ${waiting.map(({ name }) => name).join(', ')}.`)
  }
}
