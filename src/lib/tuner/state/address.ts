/**
 * Keeps the address bar at the scenario's link: a step of history once a change has come to rest, never more often
 * than browsers take it (Chromium drops calls beyond 200 in a row), and never inside an embed.
 */
import { pushState } from '$app/navigation'

const REST_MS = 300

export interface Address {
  /** The link has changed; it is written once it rests. */
  changed: () => void
  /** Write it now: the hand has let go, or the reader is about to copy. */
  flush: () => void
  /** What has not been written yet is not to be. */
  stop: () => void
  close: () => void
}

/**
 * @param link the search string to show, '' for the bare page
 * @param canonical the same of any search string: an address that says the same in other words stays as it is
 * @param rested told whenever a change has come to rest, so that all who count steps count the same ones
 */
export function createAddress(
  link: () => string,
  canonical: (search: string) => string,
  rested: () => void = () => {}
): Address {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A hand that holds still for a moment has not let go: what it drags is one step. */
  let held = false
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
    if (link() === canonical(location.search)) return
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- the path is the one we are at
    pushState(location.pathname + link() + location.hash, {})
  }
  return {
    changed: rest,
    flush,
    stop: () => clearTimeout(timer),
    close: () => {
      clearTimeout(timer)
      listening.abort()
    }
  }
}
