/**
 * Limits a rebuild time to its lifetime without losing it. While "1h" is typed, the lifetime is "1" first, and cuts the
 * rebuild time. So the rebuild time that was meant is kept, and is used again once the lifetime allows it.
 */
import type { Tuner } from '../state/tuner.svelte'

/** The place of a key, or null for all keys. */
type Whose = number | null

interface Cut {
  /** The rebuild time that was typed, s. */
  meant: number
  /** The rebuild time that the lifetime allows, s. */
  used: number
  /** The lifetime, s. */
  ttl: number
}

export class FittingDelta {
  readonly #tuner: Tuner
  /** By the name of the key; '' for all keys. */
  #cuts = $state.raw<Record<string, Cut | undefined>>({})

  constructor(tuner: Tuner) {
    this.#tuner = tuner
  }

  /** The typed rebuild time that is longer than the lifetime, s; null if there is none. */
  meant(whose: Whose): number | null {
    const { delta, ttl, name } = this.#times(whose)
    const cut = this.#cuts[name]
    // If something else has changed either value since, that value counts.
    return cut?.used === delta && cut?.ttl === ttl ? cut.meant : null
  }

  /** Sets the rebuild time, s; one longer than the lifetime is cut and remembered. Null: the same as all keys. */
  setDelta(whose: Whose, delta: number | null): void {
    const { ttl, name } = this.#times(whose)
    const used = delta === null ? null : Math.min(delta, ttl)
    if (whose !== null) this.#tuner.setKey(whose, { delta: used })
    else if (used !== null) this.#tuner.set({ delta: used })
    const cut = delta !== null && used !== null && used < delta ? { meant: delta, used, ttl } : undefined
    this.#cuts = { ...this.#cuts, [name]: cut }
  }

  /** Sets the lifetime, s, and applies remembered rebuild times as far as they fit. Null: the same as all keys. */
  setTtl(whose: Whose, ttl: number | null): void {
    const { keys } = this.#tuner.scenario
    const concerned = [whose, ...keys.flatMap((key, i) => (whose === null && key.ttl === null ? [i] : []))]
    const meant = concerned.map((one) => this.meant(one) ?? this.#times(one).delta)
    if (whose !== null) this.#tuner.setKey(whose, { ttl })
    else if (ttl !== null) this.#tuner.set({ ttl })
    concerned.forEach((one, i) => this.setDelta(one, meant[i]))
  }

  /** The own rebuild time, the lifetime, and the name in `#cuts`. */
  #times(whose: Whose): { delta: number | null; ttl: number; name: string } {
    const { scenario } = this.#tuner
    if (whose === null) return { delta: scenario.delta, ttl: scenario.ttl, name: '' }
    const { delta, ttl, name } = scenario.keys[whose]
    return { delta, ttl: ttl ?? scenario.ttl, name }
  }
}
