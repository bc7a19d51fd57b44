import type { Scenario } from '#core'
import { parseLink, type NoteKind } from '$lib/link/parameters/codec'
import { parseRule } from '$lib/link/rules/rule-parser'
import { useRuleParser } from '$lib/link/rules/rule-reader'
import { ApiError } from './api-error'

useRuleParser(parseRule)

/** What a call of the API asks about. */
export interface Call {
  scenario: Scenario
  /** What was not taken as it stood in the link. */
  notes: string[]
}

/** Notes about what was understood for certain. */
const SURE: readonly NoteKind[] = ['unit', 'hint', 'migrated']

const isStrict = (search: URLSearchParams) =>
  !['0', 'false', 'no', 'off'].includes(search.get('strict')?.trim().toLowerCase() ?? 'no')

/**
 * Reads the search parameters of a call, which are those of a link.
 * @throws ApiError 400 for whatever was not taken as it stood, or was guessed, if `strict=1` asks for it
 */
export function readCall(search: URLSearchParams): Call {
  const { scenario, notes } = parseLink(search)
  const messages = notes.map(({ message }) => message)
  const faults = notes.filter(({ kind }) => !SURE.includes(kind))
  if (isStrict(search) && faults.length > 0) {
    const [first, ...others] = faults
    const more = others.length > 0 ? `, and ${others.length} more` : ''
    throw new ApiError(400, `strict=1 refuses faulty parameters: ${first.message}${more}`, {
      notes: messages
    })
  }
  return { scenario, notes: messages }
}
