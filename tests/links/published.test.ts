import { describe, expect, it } from 'vitest'
import { formatLink, parseLink } from '$lib/link/codec'
import published from './published.json'

/**
 * Links that stand in lessons, posts and bookmarks. Entries are added, never changed: the scenario is
 * spelt out in full, so that a new default cannot change what an old link means.
 */
describe('a published link', () => {
  it.each(published)('means the same for ever: $link', ({ link, scenario }) => {
    const parsed = parseLink(link.slice(link.indexOf('?')))
    expect(parsed.scenario).toStrictEqual(scenario)
    expect(parsed.notes).toEqual([])
  })

  it.each(published)('means the same in its canonical form: $link', ({ scenario }) => {
    const again = parseLink(
      formatLink(scenario as ReturnType<typeof parseLink>['scenario'], { version: true })
    )
    expect(again.scenario).toStrictEqual(scenario)
  })
})
