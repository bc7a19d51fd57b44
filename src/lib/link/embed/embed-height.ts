/** How high an embed is, for those who must say so before it can tell them. */
import type { EmbedOptions, Part } from './embed-options'

/** Below this width figures stand one below the other, px. */
const NARROW = 700

/** About the height of each part with two keys, and what a further key adds to it; px. */
const WIDE: Record<Part | 'controls' | 'lesson' | 'frame', [number, number]> = {
  frame: [60, 0],
  controls: [200, 0],
  answer: [60, 0],
  verdict: [110, 15],
  window: [765, 145],
  waste: [515, 165],
  map: [615, 0],
  replay: [1020, 0],
  dots: [480, 130],
  table: [965, 0],
  lesson: [1400, 0]
}
const SLIM: typeof WIDE = {
  frame: [60, 0],
  controls: [240, 0],
  answer: [110, 0],
  verdict: [240, 60],
  window: [890, 145],
  waste: [930, 330],
  map: [700, 0],
  replay: [1250, 0],
  dots: [885, 270],
  table: [1225, 0],
  lesson: [2050, 0]
}

/**
 * About the height that an embed needs, px; it announces the true one once it runs.
 * @param keys how many the scenario has
 * @param width px
 */
export function embedHeight({ show, hide, lesson }: EmbedOptions, keys: number, width: number): number {
  const table = width < NARROW ? SLIM : WIDE
  const parts =
    lesson === null
      ? [...show, ...(hide.includes('controls') ? [] : ['controls' as const])]
      : ['lesson' as const]
  const more = Math.max(-1, keys - 2)
  return ['frame' as const, ...parts].reduce((sum, part) => sum + table[part][0] + more * table[part][1], 0)
}
