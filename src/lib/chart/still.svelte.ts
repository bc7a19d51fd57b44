/** The axes of a figure, which must not move under the pointer: they keep their value while a handle is held. */
export class Still<T> {
  readonly #live: () => T
  #kept = $state.raw<{ value: T } | null>(null)

  /** @param live the value while nothing is held */
  constructor(live: () => T) {
    this.#live = live
  }

  get current(): T {
    return this.#kept ? this.#kept.value : this.#live()
  }

  hold(): void {
    this.#kept = { value: this.#live() }
  }

  release(): void {
    this.#kept = null
  }
}
