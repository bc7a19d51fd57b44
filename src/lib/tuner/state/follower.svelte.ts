/** Figures out of sight are drawn only once a value rests, so that dragging stays smooth. */
import type { Attachment } from 'svelte/attachments'
import { afterRest } from './rested.svelte'

/** This near the window, px, a place counts as seen: what is scrolled into sight is then up to date. */
const NEAR = 200
/** How long a value must rest where it is not seen, ms. */
const REST_MS = 80

/** Follows a value at once while its place on the page is in sight, and once it rests while it is not. */
export class Follower<T> {
  readonly #live: () => T
  #rested = $state.raw() as T
  #seen = $state(true)

  /** Call where effects may be made. @param live the value as it is now */
  constructor(live: () => T) {
    this.#live = live
    $effect(() => {
      if (this.#seen) return
      const next = this.#live()
      return afterRest(REST_MS, () => (this.#rested = next))
    })
  }

  readonly current: T = $derived.by(() => (this.#seen ? this.#live() : this.#rested))

  /** To be attached to the place on the page. */
  readonly place: Attachment = (element) => {
    const observer = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        const seen = isIntersecting || element.contains(document.activeElement)
        if (!seen && this.#seen) this.#rested = this.#live()
        this.#seen = seen
      },
      { rootMargin: `${NEAR}px` }
    )
    // The keyboard may focus it and change the value before the observer reports that it is in sight.
    const enter = () => (this.#seen = true)
    element.addEventListener('focusin', enter)
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.removeEventListener('focusin', enter)
    }
  }
}
