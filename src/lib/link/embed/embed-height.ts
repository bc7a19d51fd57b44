/** The height of an embed, for code that must state it before the embed runs. */
import type { EmbedOptions } from './embed-options'
// Measured in a browser with the keys of the default scenario: `npm run measure` writes it anew, an end-to-end test
// compares it.
import measured from './measured-heights.json' with { type: 'json' }

/** Below this width, px, the figures of keys are stacked. */
const NARROW = 700

const heightsAt = (width: number) => (width < NARROW ? measured.slim : measured.wide)

/** The same of an embed that steps through a defence: as high as the highest of them before its first move, px. */
export const traceHeight = (width: number): number => heightsAt(width).trace.two

/**
 * About the height that an embed needs, px; it reports its true height once it runs.
 * @param keys number of keys of the scenario
 * @param width px
 */
export function embedHeight({ show, hide, lesson }: EmbedOptions, keys: number, width: number): number {
  const heights = heightsAt(width)
  const parts =
    lesson === null
      ? [...show, ...(hide.includes('controls') ? [] : ['controls' as const])]
      : ['lesson' as const]
  // Measured with two keys; `more` is what a further key adds on average.
  const further = Math.max(-1, keys - 2)
  return ['frame' as const, ...parts].reduce(
    (sum, part) => sum + heights[part].two + further * heights[part].more,
    0
  )
}
