import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatEmbed, formatPage, parseEmbed, parsePage } from '../../src/lib/link/parameters/codec'
import { EMBED_PARTS } from '../../src/lib/link/embed/embed-options'
import { fuzzedLinks } from './grammar'
import { faults } from './scenarios'

const MANY = 3_000

it('every fuzzed link gives a valid page, which is read back from its canonical link', () => {
  let plain = 0
  let pinned = 0
  let noted = 0
  fc.assert(
    fc.property(fuzzedLinks, (link) => {
      const { scenario, pin, notes } = parsePage(link)
      expect([...faults(scenario), ...(pin ? faults(pin) : [])]).toEqual([])
      for (const { message } of notes) {
        expect(message).toMatch(/^[^\n\r\0]{1,300}$/)
        expect(message).not.toMatch(/(using|taken as) (NaN|undefined|null)/)
      }
      const canonical = formatPage({ scenario, pin })
      const again = parsePage(canonical)
      expect(formatPage(again)).toBe(canonical)
      expect(again.notes.filter(({ kind }) => kind !== 'hint')).toEqual([])

      const { options } = parseEmbed(link)
      expect(options.show.length).toBeGreaterThan(0)
      expect(options.show.filter((part) => !EMBED_PARTS.includes(part))).toEqual([])
      const embed = formatEmbed(options)
      expect(formatEmbed(parseEmbed(embed).options)).toBe(embed)

      if (pin) pinned++
      if (notes.length > 0) noted++
      else plain++
    }),
    { numRuns: MANY, seed: 31 }
  )
  // The links reach good scenarios, faulty ones and pins, each in their hundreds.
  expect(Math.min(plain, pinned, noted)).toBeGreaterThan(MANY / 40)
})
