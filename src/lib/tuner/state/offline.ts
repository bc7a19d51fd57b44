import { resolve } from '$app/paths'

/** Time after the page has loaded, ms: its simulation comes first. */
const PATIENCE = 4_000

/**
 * Has the browser keep the tool, so that it works without a network. It waits, because a first visit must not be slowed
 * for a second one. Does nothing where the browser cannot or may not keep it.
 */
export function keepForOffline(): void {
  const keep = () => {
    try {
      // Some browsers throw here when storage is forbidden, others reject.
      navigator.serviceWorker?.register(`${resolve('/')}service-worker.js`).catch(() => {})
    } catch {
      // Then the tool needs the network.
    }
  }
  const soon = () => setTimeout(keep, PATIENCE)
  if (document.readyState === 'complete') soon()
  else addEventListener('load', soon, { once: true })
}
