/**
 * One voice for the whole page. Every part of the page that speaks to screen readers hands its words to it. The voice
 * waits until no new words come and speaks all in one go: a drag through twenty values is spoken once, not twenty
 * times, and two live regions never speak at once.
 */

/** In the order spoken: what the user did, what a field has read, the outcome, and the state of the simulation. */
const SLOTS = ['command', 'reading', 'outcome', 'run'] as const
export type Slot = (typeof SLOTS)[number]

/** Words, or a function that finds them when they are spoken; it returns null while they are not known. */
export type SpokenWords = string | (() => string | null)

/** Long enough not to interrupt a user who goes on, short enough to belong to what the user did, ms. */
export const REST_MS = 800

export class Voice {
  #waiting = new Map<Slot, SpokenWords>()
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #out: (words: string) => void

  constructor(out: (words: string) => void) {
    this.#out = out
  }

  /** New words of a slot replace its earlier ones; '' removes them. */
  say(words: SpokenWords, slot: Slot = 'command'): void {
    if (words === '') this.#waiting.delete(slot)
    else this.#waiting.set(slot, words)
    this.#rest()
  }

  /** Drops the words that wait. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#waiting.clear()
  }

  #rest(): void {
    clearTimeout(this.#timer)
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#speak(), REST_MS)
  }

  #speak(): void {
    const said: string[] = []
    for (const slot of SLOTS) {
      const words = this.#waiting.get(slot)
      const known = typeof words === 'function' ? words() : words
      // All words wait for those not yet known, because a second announcement would cut the first one short.
      if (known === null) return this.#rest()
      if (known) said.push(known)
    }
    this.#waiting.clear()
    if (said.length > 0) this.#out(said.join(' '))
  }
}
