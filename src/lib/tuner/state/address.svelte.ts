/** Keeps a tuner and the address bar at the same link, on the pages of the site: an embed never changes its address. */
import { onMount } from 'svelte'
import { pushState } from '$app/navigation'
import { provideRest } from '$lib/chart/context'
import type { Note, PageLink } from '$lib/link/parameters/codec'
import { quietAnnouncer } from '../speech/announcer'
import type { Tuner } from './tuner.svelte'

const REST_MS = 300

/**
 * Call while the page is made. A step of history is added when a change has come to rest, and not at every value:
 * Chromium drops calls beyond 200 in a row. Undo counts the same steps.
 * @param search of the address that the tuner shows at first
 */
export function followAddress(tuner: Tuner, search: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The canonical link of the address bar, so that it is not rewritten to the same meaning; null until it is read. */
  let canonical: string | null = null
  /** The search of the address bar when it was last read or written. */
  let shown: string | null = null
  /** Whether a pointer is down: a drag that pauses is still one step. */
  let held = false
  let announces: (() => void) | null = null
  const quiet = () => void (announces ??= quietAnnouncer())

  const rest = () => {
    clearTimeout(timer)
    timer = setTimeout(() => (held ? rest() : flush()), REST_MS)
  }
  /** Writes the link now: the change has come to rest, or the user is about to copy it. */
  const flush = () => {
    clearTimeout(timer)
    tuner.rest()
    if (canonical === null || tuner.link === canonical) return
    canonical = tuner.link
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- the path is the one we are at
    pushState(location.pathname + canonical + location.hash, {})
    shown = location.search
  }
  provideRest(flush)

  /** The state of the page is now that of the address bar. */
  const arrived = () => {
    quiet()
    canonical = tuner.link
    shown = location.search
  }
  /** Shows the state of the address bar. The reader of links loads only when there is one to read. */
  async function read(show: (page: PageLink & { notes: Note[] }) => void) {
    // A change that has not been written is dropped, and none is written meanwhile.
    clearTimeout(timer)
    canonical = shown = null
    const { search } = location
    const { parsePage, readyForRules } = await import('$lib/link/parse-page')
    await readyForRules(search)
    // Back may have been pressed again meanwhile.
    if (location.search !== search) return
    show(parsePage(search))
    arrived()
  }

  onMount(() => {
    const listening = new AbortController()
    const { signal } = listening
    const hears = { signal, capture: true }
    const letGo = () => void (held = false)
    addEventListener('pointerdown', () => (held = true), hears)
    addEventListener('pointerup', letGo, hears)
    addEventListener('pointercancel', letGo, hears)
    addEventListener('blur', letGo, { signal })
    addEventListener('pagehide', flush, { signal })
    addEventListener(
      'popstate',
      () => {
        // Elsewhere only the place on the page changed.
        if (location.search !== shown) void read((page) => tuner.arrive(page))
      },
      { signal }
    )
    // The page that was sent may belong to another link: without a server, from the offline cache, or after Back to a
    // link that was only pushed.
    if (location.search === search) arrived()
    else void read((page) => tuner.open(page))
    return () => {
      clearTimeout(timer)
      announces?.()
      listening.abort()
    }
  })
  $effect(() => {
    void tuner.link
    quiet()
    rest()
  })
}
