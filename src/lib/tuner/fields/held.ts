/** The numbers in sentences that users can change: how a drag, a key and a typed text change each. */
import { PARAMETERS, type Scenario, checkParameter, pow } from '#core'
import { nudgedBeta } from '$lib/figure/held-beta'
import type { Held } from '$lib/text/sentence'
import { formatQuantity, readableQuantity } from '$lib/link/quantity/quantity'
import { parseParameter } from '$lib/link/parameters/read-parameter'

/** A share (of 1) after so many steps: each a tenth of a decade if it is small, else one percent. */
function nudgedShare(share: number, steps: number, { min, max }: { min: number; max: number }): number {
  const by = (to: number) => Math.min(max, Math.max(min, to))
  // Here a tenth of a decade is about one percent, so the two kinds of step meet.
  const GRAIN = 0.05
  let at = share
  for (let i = 0; i < Math.min(200, Math.abs(steps)); i++) {
    const up = steps > 0
    if (up ? at >= GRAIN : at > GRAIN) at = Math.round(100 * at + (up ? 1 : -1)) / 100
    else at = Number((at * pow(10, up ? 0.1 : -0.1)).toPrecision(2))
    at = by(at)
  }
  return at
}

/** What a number in a sentence needs to be moved. */
interface Holdable {
  label: string
  value: number
  min: number
  max: number
  /** The value with its unit, for screen readers. */
  spoken: string
  /** The text that its field starts with. */
  written: string
  /** The value after so many steps, down if negative. */
  step: (value: number, steps: number) => number
  /** Reads a typed text; the reason if it is no such number. */
  read: (typed: string) => { ok: true; value: number } | { ok: false; reason: string }
}

const LABELS: Record<Held, string> = {
  beta: 'β, in the verdict',
  late: 'Limit of late refreshes',
  lifetimeBudget: 'Limit of lifetime given away'
}

export function heldNumber(what: Held, scenario: Scenario): Holdable {
  const { unit, min, max } = PARAMETERS[what]
  const value = scenario[what]
  return {
    label: LABELS[what],
    value,
    min,
    max,
    spoken: what === 'beta' && value === 0 ? '0, early refresh off' : readableQuantity(value, unit),
    written: formatQuantity(value, unit),
    step: (from: number, steps: number) =>
      what === 'beta' ? nudgedBeta(from, steps) : nudgedShare(from, steps, PARAMETERS[what]),
    read(typed) {
      const reading = parseParameter(typed, what)
      if (!reading.ok) return reading
      const { value, note: changed } = checkParameter(what, reading.value)
      // A text that needs a note is refused: there is no place to show one.
      const note = changed ?? reading.note ?? null
      return note === null ? { ok: true, value } : { ok: false, reason: note }
    }
  }
}
