/** What is drawn where nobody looks waits until the hand rests, so that the hand waits for nothing. */
import type { Attachment } from 'svelte/attachments'

/** So near the window, px, it counts as seen: nobody scrolls to what is not up to date. */
const NEAR = 200
/** So long a value has to rest where it is not seen, ms. */
const REST_MS = 80

/** Follows a value: at once while its place on the page is in sight, and when it has come to rest while it is not. */
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
      const timer = setTimeout(() => (this.#rested = next), REST_MS)
      return () => clearTimeout(timer)
    })
  }

  readonly current: T = $derived.by(() => (this.#seen ? this.#live() : this.#rested))

  /** Tells what the place is, and is to be attached to it. */
  readonly place: Attachment = (element) => {
    const observer = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        const seen = isIntersecting || element.contains(document.activeElement)
        if (!seen && this.#seen) this.#rested = this.#live()
        this.#seen = seen
      },
      { rootMargin: `${NEAR}px` }
    )
    // Whoever comes by key comes into sight, and may press the next one before the browser says so.
    const enter = () => (this.#seen = true)
    element.addEventListener('focusin', enter)
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.removeEventListener('focusin', enter)
    }
  }
}
