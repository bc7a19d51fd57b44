/**
 * A rebuild can take no longer than its value lives. Whoever types a lifetime types a shorter one first, the 1 of "1h",
 * and must not lose the rebuild time to it: what was meant is kept beside what fits, and is used as soon as it does.
 */
import type { Tuner } from '../state/tuner.svelte'

/** A key, by its place, or all of them. */
type Whose = number | null

interface Cut {
  /** As it was typed, s. */
  meant: number
  /** What the lifetime leaves of it, s. */
  used: number
  /** That lifetime, s. */
  ttl: number
}

export class FittingDelta {
  readonly #tuner: Tuner
  /** By the name of the key; that of all is empty. */
  #cuts = $state.raw<Record<string, Cut | undefined>>({})

  constructor(tuner: Tuner) {
    this.#tuner = tuner
  }

  /** What was typed as a rebuild time and waits for a longer lifetime, s; null where nothing does. */
  meant(whose: Whose): number | null {
    const { delta, ttl, name } = this.#times(whose)
    const cut = this.#cuts[name]
    // Whatever else has changed one of them since meant what it set.
    return cut?.used === delta && cut?.ttl === ttl ? cut.meant : null
  }

  /** Sets the rebuild time, s; what is longer than its lifetime is cut to it, and kept. Null is as for all. */
  setDelta(whose: Whose, delta: number | null): void {
    const { ttl, name } = this.#times(whose)
    const used = delta === null ? null : Math.min(delta, ttl)
    if (whose !== null) this.#tuner.setKey(whose, { delta: used })
    else if (used !== null) this.#tuner.set({ delta: used })
    const cut = delta !== null && used !== null && used < delta ? { meant: delta, used, ttl } : undefined
    this.#cuts = { ...this.#cuts, [name]: cut }
  }

  /** Sets the lifetime, s; rebuild times are used as they were meant, as far as they fit. Null is as for all. */
  setTtl(whose: Whose, ttl: number | null): void {
    const { keys } = this.#tuner.scenario
    const concerned = [whose, ...keys.flatMap((key, i) => (whose === null && key.ttl === null ? [i] : []))]
    const meant = concerned.map((one) => this.meant(one) ?? this.#times(one).delta)
    if (whose !== null) this.#tuner.setKey(whose, { ttl })
    else if (ttl !== null) this.#tuner.set({ ttl })
    concerned.forEach((one, i) => this.setDelta(one, meant[i]))
  }

  /** Its own rebuild time, its lifetime, and the name under which its cut is kept. */
  #times(whose: Whose): { delta: number | null; ttl: number; name: string } {
    const { scenario } = this.#tuner
    if (whose === null) return { delta: scenario.delta, ttl: scenario.ttl, name: '' }
    const { delta, ttl, name } = scenario.keys[whose]
    return { delta, ttl: ttl ?? scenario.ttl, name }
  }
}
