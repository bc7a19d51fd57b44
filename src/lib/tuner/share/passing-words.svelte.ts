/** Words beside a button, such as “Copied”, that go away by themselves. */
export class PassingWords {
  words = $state('')
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Call where effects may be made. */
  constructor() {
    $effect(() => () => clearTimeout(this.#timer))
  }

  /** @param ms after which they go; without it they stay until the next words */
  say(words: string, ms?: number): void {
    clearTimeout(this.#timer)
    this.words = words
    if (ms !== undefined) this.#timer = setTimeout(() => (this.words = ''), ms)
  }
}
