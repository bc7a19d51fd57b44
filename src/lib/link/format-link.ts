import { MODEL_VERSION } from '#core'
import { writeFields } from './parameters/write-fields'
import type { TypedScenario } from './spelling'

export interface LinkOptions {
  /** Say which version of the model the link was made with, as copied links do. */
  version?: boolean
}

/**
 * The link of a scenario: fixed order, defaults left out, `?` in front; empty where everything is default. Values stand
 * as they were typed; of a scenario without spellings, see `plainly`, it is the one canonical link. Ready to stand behind
 * a path as it is; `parseLink` reads back the same scenario, save that the number of processes is kept only where requests
 * coalesce, and Symfony’s choices only through its implementation.
 */
export function formatLink(scenario: TypedScenario, { version = false }: LinkOptions = {}): string {
  return searchOf([...writeFields(scenario), ...(version ? [VERSION] : [])])
}

/** Which version of the model a link was made with, as a parameter. */
export const VERSION = `v=${MODEL_VERSION}`

export const searchOf = (parts: string[]) => (parts.length > 0 ? `?${parts.join('&')}` : '')
