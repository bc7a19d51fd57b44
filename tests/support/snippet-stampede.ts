/** What a snippet has to do with fifty callers at once, and with a rebuild that fails; each language performs it. */
import { expect, it } from 'vitest'
import type { SnippetFacts } from '../../src/lib/text/snippet/facts'

export type Policy = SnippetFacts['coordination']
export const POLICIES: readonly Policy[] = ['none', 'coalesce', 'lock']
export const CALLERS = 50

export interface Stampede {
  /** Of 200 early refreshes that fail, how many served the old value. */
  served: number
  /** Whether a rebuild that fails on a miss raises its error. */
  raises: boolean
  /** Fifty callers find nothing, and the rebuild ends when all have looked: rebuilds, and how many got their value. */
  cold: [rebuilds: number, served: number]
  /** While one caller refreshes early, forty-nine others come: rebuilds, and how many got the old value at once. */
  early: [rebuilds: number, old: number]
}

/** @param perform runs the snippet for this coordination */
export function withstandsStampedes(
  perform: (policy: Policy) => Stampede | Promise<Stampede>,
  policies: readonly Policy[] = POLICIES
) {
  it.each(policies)(
    'serves the valid value when a refresh fails, and its error on a miss, with coordination: %s',
    async (policy) => {
      const { served, raises, cold, early } = await perform(policy)
      expect([served, raises]).toEqual([200, true])
      // Whatever β was computed for is in the program.
      const once = policy === 'none' ? CALLERS : 1
      expect(cold).toEqual([once, CALLERS])
      expect(early).toEqual(policy === 'none' ? [CALLERS, 0] : [1, CALLERS - 1])
    },
    60_000
  )
}
