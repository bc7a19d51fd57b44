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

  /**
   * Copies a text, and says so.
   * @param select selects it where the browser refuses the clipboard, so that the reader can copy it by hand
   * @param name begins what is said, before “copied”
   */
  async copy(text: string, select: () => void | Promise<void>, name = ''): Promise<void> {
    const said = (words: string) => (name ? `${name} ${words}` : words[0].toUpperCase() + words.slice(1))
    try {
      await navigator.clipboard.writeText(text)
      this.say(said('copied'), 3000)
    } catch {
      await select()
      this.say(said('selected, copy it from here'))
    }
  }
}
