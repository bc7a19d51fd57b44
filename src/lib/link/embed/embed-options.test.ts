import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultEmbed,
  formatEmbed,
  HIDEABLE,
  LOCKABLE,
  EMBED_PARTS,
  THEMES,
  type EmbedOptions
} from './embed-options'
import { parseEmbed } from './parse-embed'
import { LESSON_NAMES } from '../parameters/lesson-name'
import { anyText } from '../../../../tests/support/any-text'

const subset = <T extends string>(known: readonly T[], minLength = 0) =>
  fc.subarray([...known], { minLength })
const options: fc.Arbitrary<EmbedOptions> = fc.record({
  show: subset(EMBED_PARTS, 1),
  hide: subset(HIDEABLE),
  lock: subset(LOCKABLE),
  theme: fc.constantFrom(...THEMES),
  lesson: fc.constantFrom(null, ...LESSON_NAMES),
  host: fc.constantFrom(null, 'https://lms.example', 'http://localhost:8080')
})

describe('the options of an embed', () => {
  it('are the verdict and two figures, without locks, if the link has none', () => {
    expect(parseEmbed('?beta=4')).toEqual({ options: defaultEmbed(), notes: [] })
  })

  it('survive the round trip through a link without a note', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        expect(parseEmbed(`?${formatEmbed(chosen)}`)).toEqual({ options: chosen, notes: [] })
      }),
      { numRuns: 1000, seed: 11 }
    )
  })

  it('are written in one order', () => {
    const { options } = parseEmbed('?lock=ttl,beta&show=waste,window&theme=dark')
    expect(formatEmbed(options)).toBe('show=window,waste&lock=beta,ttl&theme=dark')
  })

  it.each([
    [
      'show=window,all',
      'show: all is not one of answer, verdict, window, waste, map, replay, dots, table; left out'
    ],
    ['theme=pink', 'theme=pink is not one of auto, light, dark; ignored'],
    [
      'lesson=sums',
      'lesson=sums is not one of lock-losers, coalesce-order, beta-direction, lock, fence-atomic, defences; ignored'
    ],
    ['host=*', 'host=* is not an origin such as https://lms.example; ignored'],
    [
      'host=https://a.example/b',
      'host=https://a.example/b is not an origin such as https://lms.example; ignored'
    ],
    [
      'host=https://a.example:99999',
      'host=https://a.example:99999 is not an origin such as https://lms.example; ignored'
    ]
  ])('falls back and says so for %s', (link, message) => {
    expect(parseEmbed(link).notes.map((note) => note.message)).toEqual([message])
  })

  it('are valid for any link, and reading never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('show', 'hide', 'lock', 'theme', 'lesson', 'host'),
        anyText({ maxLength: 60 }),
        (field, text) => {
          const { options } = parseEmbed(`?${field}=${text}`)
          expect(options.show.length).toBeGreaterThan(0)
          expect(THEMES).toContain(options.theme)
          expect(parseEmbed(formatEmbed(options)).options).toEqual(options)
        }
      ),
      { numRuns: 3000, seed: 12 }
    )
  })
})
