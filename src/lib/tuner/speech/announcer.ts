/**
 * SvelteKit announces the title of the page whenever the address changes. Where every change of the state changes the
 * address, the title would interrupt what is said of the change. Call when the page stands: before that there is no
 * announcer.
 * @returns lets it speak again; null where there is none yet
 */
export function quietAnnouncer(): (() => void) | null {
  const announcer = document.getElementById('svelte-announcer')
  if (!announcer) return null
  announcer.setAttribute('aria-live', 'off')
  // Text outside the landmarks that is not spoken at once would be found there when reading.
  announcer.setAttribute('aria-hidden', 'true')
  return () => {
    announcer.setAttribute('aria-live', 'assertive')
    announcer.removeAttribute('aria-hidden')
  }
}
