/**
 * Keeps the address bar at the scenario's link, on the tuner's page only. It adds a step of history when a change has
 * come to rest, and not at every value: Chromium drops calls beyond 200 in a row.
 */
import { pushState } from '$app/navigation'
import { quietAnnouncer } from '../speech/announcer'

const REST_MS = 300

export interface Address {
  /** Call when the link has changed; it is written once it rests. */
  changed: () => void
  /** The state of the page is now that of the address bar, whose canonical link this is. */
  shown: (link: string) => void
  /** Whether the state of the page is that of this search: then only the place on the page has changed. */
  isAt: (search: string) => boolean
  /** Writes the link now: the change has come to rest, or the user is about to copy it. */
  flush: () => void
  /** Drops a change that has not been written. Until `shown` is called, nothing is written. */
  stop: () => void
  close: () => void
}

/**
 * @param link the search string to show, '' for the bare page
 * @param rested called at each step of history, so that undo counts the same steps
 */
export function createAddress(link: () => string, rested: () => void = () => {}): Address {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The canonical link of the address bar, so that it is not rewritten to the same meaning; null until it is read. */
  let canonical: string | null = null
  /** The search of the address bar when it was last read or written. */
  let search: string | null = null
  /** Whether a pointer is down: a drag that pauses is still one step. */
  let held = false
  let announces: (() => void) | null = null
  const quiet = () => void (announces ??= quietAnnouncer())
  const listening = new AbortController()
  const hears = { signal: listening.signal, capture: true }
  const hold = () => void (held = true)
  const letGo = () => void (held = false)
  addEventListener('pointerdown', hold, hears)
  addEventListener('pointerup', letGo, hears)
  addEventListener('pointercancel', letGo, hears)
  addEventListener('blur', letGo, { signal: listening.signal })

  const rest = () => {
    clearTimeout(timer)
    timer = setTimeout(() => (held ? rest() : flush()), REST_MS)
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    rested()
    if (canonical === null || link() === canonical) return
    canonical = link()
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- the path is the one we are at
    pushState(location.pathname + link() + location.hash, {})
    search = location.search
  }
  return {
    changed() {
      quiet()
      rest()
    },
    flush,
    isAt: (other) => other === search,
    shown(link) {
      quiet()
      canonical = link
      search = location.search
    },
    stop() {
      clearTimeout(timer)
      canonical = search = null
    },
    close: () => {
      clearTimeout(timer)
      announces?.()
      listening.abort()
    }
  }
}
