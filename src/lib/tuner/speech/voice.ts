/**
 * One voice for the whole page. Whatever has something to tell to those who listen gives it here; it is said as one
 * sentence after another once all of it rests, so that a drag through twenty values is told once and not twenty times,
 * and never by two regions at a time.
 */

/** What has been done, what a field has read, what came of it, and what the simulation does: in the order told. */
export const SLOTS = ['command', 'reading', 'outcome', 'run'] as const
export type Slot = (typeof SLOTS)[number]

/** Words, or how to find them once it is time; null while they cannot be known. */
export type Words = string | (() => string | null)

/** Long enough that nobody is interrupted who goes on, short enough to belong to what was done, ms. */
export const REST_MS = 800

export class Voice {
  #waiting = new Map<Slot, Words>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #out: ((words: string) => void) | null = null

  /** The later words of a slot take the place of the earlier; none take them back. */
  say(words: Words, slot: Slot = 'command'): void {
    if (words === '') this.#waiting.delete(slot)
    else this.#waiting.set(slot, words)
    this.#rest()
  }

  /** Who speaks; what was given before waits for it. @returns how to end it */
  listen(out: (words: string) => void): () => void {
    this.#out = out
    this.#rest()
    return () => {
      clearTimeout(this.#timer)
      this.#waiting.clear()
      this.#out = null
    }
  }

  #rest(): void {
    clearTimeout(this.#timer)
    if (this.#waiting.size > 0 && this.#out) this.#timer = setTimeout(() => this.#speak(), REST_MS)
  }

  #speak(): void {
    const said: string[] = []
    for (const slot of SLOTS) {
      const words = this.#waiting.get(slot)
      const known = typeof words === 'function' ? words() : words
      // All wait for what cannot be told yet: said apart, the later would cut the earlier short.
      if (known === null) return this.#rest()
      if (known) said.push(known)
    }
    this.#waiting.clear()
    if (said.length > 0) this.#out?.(said.join(' '))
  }
}
