/**
 * Who reads rules. The parser is large, so a page loads it only for a link that has a rule, and hands it over here before
 * it reads the link.
 */
import type { Expression } from '#core'

export type ReadRule = (text: string) => { ok: true; tree: Expression } | { ok: false; reason: string }

/** Longer rules are refused before they are parsed. */
export const MAX_RULE = 200

let parser: ReadRule | null = null

/** From now on rules are read by this parser. */
export function useRuleParser(given: ReadRule): void {
  parser = given
}

/** Loads the parser where a link needs it. Await this before the link is read. */
export async function readyForRules(search: string | URLSearchParams): Promise<void> {
  if (parser !== null || !/(?:^|[?&.])rule=/.test(`${search}`)) return
  useRuleParser((await import('./rule-parser')).parseRule)
}

/** The tree of a rule, or why it is refused. Never throws; the work is bounded. */
export const readRuleText: ReadRule = (text) => {
  if (text.length > MAX_RULE) return { ok: false, reason: `it is longer than ${MAX_RULE} characters` }
  return parser?.(text) ?? { ok: false, reason: 'rules cannot be read here' }
}
