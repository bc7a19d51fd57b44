/** What the defences are called and ask. Apart from their names, which every page that reads links loads. */
import type { DefenceName } from './names'

/** The title of each, and the question that it answers. */
export const ABOUT: Record<DefenceName, { title: string; asks: string }> = {
  'lock-on-miss': {
    title: 'Lock on miss',
    asks: 'Of all the callers that miss, only the one that gets a lock should rebuild. What do the others do?'
  },
  coalescing: {
    title: 'Request coalescing',
    asks: 'Callers of one process should share the rebuild that is in flight. When do they learn of it?'
  },
  xfetch: {
    title: 'XFetch',
    asks: 'Each request decides alone, with dice, whether to refresh early. Does the line in the code decide as the paper does?'
  },
  'fenced-write': {
    title: 'A write fenced by a lock token',
    asks: 'A rebuild can outlive its lock. Its late write must not replace a newer value.'
  }
}
