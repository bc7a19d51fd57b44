import { describe, expect, it } from 'vitest'
import { FIELDS, PLAIN, type Scenario, defaultScenario } from '#core'
import {
  formatEmbed,
  formatPage,
  parseEmbed,
  parsePage,
  type PageLink
} from '../../src/lib/link/parameters/codec'
import { plainly } from '../../src/lib/link/spelling'
import { defaultEmbed, type EmbedOptions } from '../../src/lib/link/embed/embed-options'
import { parseRule } from '../../src/lib/link/rules/rule-parser'
import { useRuleParser } from '../../src/lib/link/rules/rule-reader'
import { publishedLinks } from './documents'
import entries from './published.json'
import traces from './published-traces.json'

useRuleParser(parseRule)

interface Published {
  link: string
  scenario: Scenario
  /** What is pinned beside it, where something is. */
  pin?: Scenario
  /** What it says of its own that has no effect there. */
  hints?: string[]
  /** What an embed of it shows, where it says so. */
  options?: EmbedOptions
}
/** The field that an entry names as it was called then, or as links call it. */
const fieldNamed = (name: string) => FIELDS.find(([field, { link }]) => field === name || link === name)![0]

/** What an entry says; a field that came after it has the value at which nothing is new. */
const meant = (entry: object): Scenario => ({
  ...defaultScenario(),
  ...PLAIN,
  ...Object.fromEntries(Object.entries(entry).map(([name, value]) => [fieldNamed(name), value]))
})
const published = entries.map(({ scenario, pin, ...rest }) => ({
  ...(rest as Omit<Published, 'scenario' | 'pin'>),
  scenario: meant(scenario),
  ...(pin && { pin: meant(pin) })
}))
/** Without how they were typed, which is no part of what a link means. */
const valuesOf = ({ scenario, pin }: PageLink) => ({ scenario: plainly(scenario), pin: pin && plainly(pin) })
const searchOf = (link: string) => link.slice(link.indexOf('?'))

/**
 * Links that stand in lessons, posts and bookmarks. Entries are added, never changed: each spells out every field that
 * there was, so that a new default cannot change what an old link means.
 */
describe('a published link', () => {
  it.each(published)(
    'means the same for ever: $link',
    ({ link, scenario, pin = null, options, hints = [] }) => {
      const parsed = parsePage(searchOf(link))
      expect(valuesOf(parsed)).toStrictEqual({ scenario, pin })
      expect(parsed.notes).toEqual(hints.map((message) => expect.objectContaining({ kind: 'hint', message })))
      expect(parseEmbed(searchOf(link))).toStrictEqual({ options: options ?? defaultEmbed(), notes: [] })
    }
  )

  it.each(published)(
    'means the same in its canonical form: $link',
    ({ link, scenario, pin = null, options }) => {
      const again = parsePage(formatPage({ scenario, pin }, { version: true }))
      expect(again).toMatchObject({ scenario, pin })
      // Written back as it was typed, too.
      const typed = parsePage(formatPage(parsePage(searchOf(link))))
      expect(valuesOf(typed)).toStrictEqual({ scenario, pin })
      expect(typed.notes.filter(({ kind }) => kind !== 'hint')).toEqual([])
      if (options) expect(parseEmbed(formatEmbed(options)).options).toStrictEqual(options)
    }
  )

  it('is kept here when it stands in a document or on a page', () => {
    const kept = new Set([...published, ...traces].map(({ link }) => link))
    const found = publishedLinks()
    // The search itself must not have gone blind.
    expect(found.length).toBeGreaterThan(15)
    expect(found.filter((link) => !kept.has(link))).toEqual([])
  })
})
