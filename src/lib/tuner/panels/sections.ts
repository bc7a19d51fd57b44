/** What stands below the first screen, folded away until its tab, or a link to it, is followed. */
export const SECTIONS = [
  { id: 'why', name: 'Why' },
  { id: 'map', name: 'Map' },
  { id: 'replay', name: 'Replay' },
  { id: 'dots', name: 'Fifty expiries' },
  { id: 'large', name: 'Larger figures' },
  { id: 'figures', name: 'All figures' },
  { id: 'take-away', name: 'Take away' }
] as const

export type SectionId = (typeof SECTIONS)[number]['id']

/** Anchors of links that were published before the sections had their names. */
const OLDER: Record<string, SectionId> = { 'advice-title': 'why', folk: 'why', 'all-figures': 'figures' }

/** @param hash of an address, with its # or empty */
export function sectionOf(hash: string): SectionId | null {
  const anchor = hash.slice(1)
  return SECTIONS.find(({ id }) => id === anchor)?.id ?? OLDER[anchor] ?? null
}
