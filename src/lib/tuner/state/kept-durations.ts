/**
 * Keeps pasted durations in the browser's storage, never in a link or a request. Storage may be missing, full or
 * forbidden: then they are lost with the page.
 */
import { MOST_CHARACTERS, type Answers } from '$lib/link/durations/read'
import { BARE_UNITS } from '$lib/link/durations/units'

interface KeptDurations {
  text: string
  /** The user's answers to questions about the text. */
  answers: Answers
}

const COMMAS = ['decimal', 'separator', 'thousands']
const PLACE = 'xfetch-tuner.durations'

/** Null if there are none, or if storage cannot be read. */
export function keptDurations(): KeptDurations | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const { text, unit, column, comma } = kept as Record<string, unknown>
    if (typeof text !== 'string') return null
    return {
      text,
      answers: {
        ...(typeof unit === 'string' && Object.hasOwn(BARE_UNITS, unit) && { unit: unit as Answers['unit'] }),
        ...(typeof column === 'number' && Number.isInteger(column) && { column }),
        ...(COMMAS.some((one) => one === comma) && { comma: comma as Answers['comma'] })
      }
    }
  } catch {
    return null
  }
}

/** @returns false if they could not be kept; older ones are forgotten then too */
export function keepDurations({ text, answers }: KeptDurations): boolean {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ ...answers, text: text.slice(0, MOST_CHARACTERS) }))
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
    // Storage that cannot be reached holds nothing.
  }
}
