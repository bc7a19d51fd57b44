/**
 * Who reads rules. The parser is large, so a page loads it only for a link that has a rule, and hands it over here before
 * it reads the link.
 */
import type { ReadRule } from './rule-parser'

/** Longer rules are refused before they are parsed. */
export const MAX_RULE = 200

let parser: ReadRule | null = null

/** From now on rules are read by this parser. */
export function useRuleParser(given: ReadRule): void {
  parser = given
}

/** Loads the parser. Where that fails, as without a network, rules are refused and the reason says so. */
export async function loadRuleParser(): Promise<void> {
  if (parser !== null) return
  try {
    useRuleParser((await import('./rule-parser')).parseRule)
  } catch {
    // readRuleText says what is missing.
  }
}

/** Whether a link says a rule, of its scenario or of the pinned one. */
export const hasRule = (search: string | URLSearchParams): boolean =>
  [...new URLSearchParams(search).keys()].some((name) => /^(?:pin\.)?rule$/.test(name))

/** Loads the parser where a link needs it. Await this before the link is read. */
export async function readyForRules(search: string | URLSearchParams): Promise<void> {
  if (hasRule(search)) await loadRuleParser()
}

/** The tree of a rule, or why it is refused. Never throws; the work is bounded. */
export const readRuleText: ReadRule = (text) => {
  if (text.length > MAX_RULE) return { ok: false, reason: `it is longer than ${MAX_RULE} characters` }
  return (
    parser?.(text) ?? { ok: false, reason: 'what reads rules could not be loaded; load the page once more' }
  )
}
