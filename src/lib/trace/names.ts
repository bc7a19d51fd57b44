/** The defences, without their programs: for pages that only name them. */

/** In the order of the lessons. */
export const DEFENCES = ['lock-on-miss', 'coalescing', 'xfetch', 'fenced-write'] as const
export type DefenceName = (typeof DEFENCES)[number]

export const DEFENCE_NAMES: Record<DefenceName, string> = {
  'lock-on-miss': 'lock on miss',
  coalescing: 'request coalescing',
  xfetch: 'XFetch',
  'fenced-write': 'fenced write'
}
