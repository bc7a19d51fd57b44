/** A figure of a key from wherever it is known. */
import { type FigureKey, SERVED_KEYS, type ServedKey } from '#core'
import type { KeyView } from '../key-view'

/** A figure of a key: by its law where it has one, and as far as it is simulated. */
export interface Values {
  exact: number | null
  simulated: number | null
  /** Of the simulation. */
  error: number | null
}

/** A figure as a view has it; nothing where a cache has no such figure, as without options. */
export function valuesOf({ figures, errors, summary, found }: KeyView, key: FigureKey | ServedKey): Values {
  if (isServed(key))
    return {
      exact: found?.law?.served[key] ?? null,
      simulated: summary?.served?.figures[key] ?? null,
      error: summary?.served?.standardErrors[key] ?? null
    }
  return {
    exact: errors?.[key] ? null : (figures?.[key] ?? null),
    simulated: summary?.figures[key] ?? null,
    error: summary?.standardErrors[key] ?? null
  }
}

const isServed = (key: FigureKey | ServedKey): key is ServedKey => SERVED_KEYS.some((one) => one === key)
