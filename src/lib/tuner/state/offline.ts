import { resolve } from '$app/paths'

/** After the page has been loaded, ms: its own simulation comes first. */
const PATIENCE = 4_000

/**
 * Has the browser keep the tool, so that it works without a network; once nothing else is to be done, as a first visit
 * shall not wait for what a second one may need. Where the browser cannot or may not, nothing is kept.
 */
export function keepForOffline(): void {
  const keep = () => {
    try {
      // Some browsers throw here when storage is forbidden, others reject.
      navigator.serviceWorker?.register(`${resolve('/')}service-worker.js`).catch(() => {})
    } catch {
      // Then it works with a network alone.
    }
  }
  const soon = () => setTimeout(keep, PATIENCE)
  if (document.readyState === 'complete') soon()
  else addEventListener('load', soon, { once: true })
}
