/** How high an embed is, for those who must say so before it can tell them. */
import type { EmbedOptions } from './embed-options'
// Measured in a browser with the keys of the default scenario: `npm run measure` writes it anew, an end-to-end test
// compares it.
import measured from './measured-heights.json' with { type: 'json' }

/** Below this width figures stand one below the other, px. */
const NARROW = 700

/**
 * About the height that an embed needs, px; it announces the true one once it runs.
 * @param keys how many the scenario has
 * @param width px
 */
export function embedHeight({ show, hide, lesson }: EmbedOptions, keys: number, width: number): number {
  const heights = width < NARROW ? measured.slim : measured.wide
  const parts =
    lesson === null
      ? [...show, ...(hide.includes('controls') ? [] : ['controls' as const])]
      : ['lesson' as const]
  // Of each part the height with two keys is known, and what a further key adds on average.
  const further = Math.max(-1, keys - 2)
  return ['frame' as const, ...parts].reduce(
    (sum, part) => sum + heights[part].two + further * heights[part].more,
    0
  )
}
