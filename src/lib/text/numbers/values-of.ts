/** A figure of a key from wherever it is known. */
import { type FigureKey, SERVED_KEYS, type ServedKey, type ServedSummary, summarizeServed } from '#core'
import type { KeyView } from '../key-view'

/** A figure of a key: by its law where it has one, and as far as it is simulated. */
export interface Values {
  exact: number | null
  simulated: number | null
  /** Of the simulation. */
  error: number | null
}

/** A figure as a view has it; nothing where a cache has no such figure, as without options. */
export function valuesOf(view: KeyView, key: FigureKey | ServedKey): Values {
  const { figures, errors, summary, found } = view
  if (isServed(key)) {
    const served = servedOf(view)
    return {
      exact: found?.law?.served[key] ?? null,
      simulated: served?.figures[key] ?? null,
      error: served?.standardErrors[key] ?? null
    }
  }
  return {
    exact: errors?.[key] ? null : (figures?.[key] ?? null),
    simulated: summary?.figures[key] ?? null,
    error: summary?.standardErrors[key] ?? null
  }
}

/** What requests got in the simulation; null for a cache without options. */
export const servedOf = ({ model, summary, tally }: KeyView): ServedSummary | null =>
  summary && tally?.served ? summarizeServed(model, tally, tally.served) : null

const isServed = (key: FigureKey | ServedKey): key is ServedKey => SERVED_KEYS.some((one) => one === key)
