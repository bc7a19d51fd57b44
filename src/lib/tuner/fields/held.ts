/** What the numbers of sentences are when they are held: how a hand, a key and a typed word change each. */
import { PARAMETERS, type Scenario, checkParameter, pow } from '#core'
import { nudgedBeta } from '$lib/figure/held-beta'
import type { Held } from '$lib/text/verdict'
import { formatQuantity, readableQuantity } from '$lib/link/quantity/quantity'
import { parseParameter } from '$lib/link/parameters/read-parameter'

/** A share (of 1) so many steps on: a tenth of a decade where it is small, else by whole percents. */
function nudgedShare(share: number, steps: number, { min, max }: { min: number; max: number }): number {
  const by = (to: number) => Math.min(max, Math.max(min, to))
  // Where a tenth of a decade is about one percent, one way goes over into the other.
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

/** Whose numbers the user may change in a sentence, and what to do then. */
export interface Holds {
  scenario: Scenario
  onchange: (change: Partial<Scenario>) => void
}

/** What a number in a sentence needs to be moved. */
export interface Holdable {
  label: string
  value: number
  min: number
  max: number
  /** As it is said, with its unit. */
  spoken: string
  /** As a field begins with it. */
  written: string
  /** The value so many steps up or, below 0, down. */
  step: (value: number, steps: number) => number
  /** What has been typed, or why it is no such number. */
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
      // What can be meant in two ways is not taken here, where there is no place for a note.
      const note = changed ?? reading.note ?? null
      return note === null ? { ok: true, value } : { ok: false, reason: note }
    }
  }
}
