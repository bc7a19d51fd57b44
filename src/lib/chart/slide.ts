/** What sliders share with marks that are dragged. Apart from hold.ts, because a page needs its slider first. */
import type { Attachment } from 'svelte/attachments'

/**
 * For a slider: a finger that comes down on it and then scrolls the page leaves it where it was.
 * @param value where it stands
 */
export const unlessScrolled =
  <T>(value: () => T, restore: (value: T) => void): Attachment<HTMLElement> =>
  (element) => {
    let before: T
    const stop = new AbortController()
    element.addEventListener('pointerdown', () => (before = value()), { signal: stop.signal })
    element.addEventListener('pointercancel', () => restore(before), { signal: stop.signal })
    return () => stop.abort()
  }

const WAYS: Record<string, [right: number, up: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageUp: [0, 10],
  PageDown: [0, -10]
}

/** Where a key moves what is held: so many steps to the right and up, ten times as many with Shift; or to an end. */
export function wayOf(event: KeyboardEvent): { right: number; up: number } | 'low' | 'high' | null {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event
  if (altKey || ctrlKey || metaKey) return null
  if (key === 'Home') return 'low'
  if (key === 'End') return 'high'
  if (!Object.hasOwn(WAYS, key)) return null
  const [right, up] = WAYS[key].map((steps) => steps * (shiftKey ? 10 : 1))
  return { right, up }
}
