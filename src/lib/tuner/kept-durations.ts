/**
 * Pasted durations stay on the reader's machine: in the browser's storage, never in a link or a request. Storage may
 * be missing, full or forbidden; then they live as long as the page.
 */
import { BARE_UNITS, MOST_CHARACTERS, type BareUnit } from '$lib/link/durations'

export interface KeptDurations {
  text: string
  /** Of the numbers without one. */
  unit: BareUnit
}

const PLACE = 'xfetch-tuner.durations'

/** Null when there are none, or they cannot be had. */
export function keptDurations(): KeptDurations | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const { text, unit } = kept as Record<string, unknown>
    if (typeof text !== 'string' || typeof unit !== 'string' || !(unit in BARE_UNITS)) return null
    return { text, unit: unit as BareUnit }
  } catch {
    return null
  }
}

/** @returns false when they could not be kept; nothing older is kept then either */
export function keepDurations({ text, unit }: KeptDurations): boolean {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ text: text.slice(0, MOST_CHARACTERS), unit }))
    return true
  } catch {
    forgetDurations()
    return false
  }
}

export function forgetDurations(): void {
  try {
    localStorage.removeItem(PLACE)
  } catch {
    // What cannot be reached was not kept.
  }
}
