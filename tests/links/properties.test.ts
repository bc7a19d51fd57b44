import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLink, parseLink } from '../../src/lib/link/parameters/codec'
import { anyText } from '../support/any-text'
import { faults, scenarios } from './scenarios'

/** A name that holds what looks like a rate is told of each time: nothing else makes it certain. */
const read = (link: string | URLSearchParams) => {
  const { scenario, notes } = parseLink(link)
  return { scenario, notes: notes.filter(({ kind }) => kind !== 'hint') }
}

/** Pieces that meet the grammar half-way: whole links of these reach every branch of the reader. */
const piece = fc.constantFrom(
  ...'beta ttl delta keys sweep coord cv arrivals resolution cycles seed v ttl.hot delta.hot ttl.cold'.split(
    ' '
  ),
  ...'& = : , . / ? # % + - %20 %00 %ff %F0 \ud800 😀 é'.split(' '),
  ...'0 1 -1 0.5 1e9 1e-9 1e999 5e-324 1.7976931348623157e308 late give NaN Infinity 60s 250ms 1h30m 5kg 1000/s 40k/h rps'.split(
    ' '
  ),
  ...'hot cold none lock coalesce poisson even burst rate __proto__ constructor toString'.split(' ')
)
const nonsense = fc.oneof(
  anyText({ maxLength: 200 }),
  fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
  fc
    .array(fc.tuple(piece, fc.array(piece, { maxLength: 5 })), { maxLength: 12 })
    .map((pairs) => '?' + pairs.map(([name, value]) => `${name}=${value.join('')}`).join('&'))
)

/** A good link with a stretch of it replaced. */
const mutated = fc
  .tuple(scenarios, fc.nat(), fc.nat(12), fc.oneof(piece, fc.string({ maxLength: 3 })))
  .map(([scenario, at, length, text]) => {
    const link = formatLink(scenario)
    const from = at % (link.length + 1)
    return link.slice(0, from) + text + link.slice(from + length)
  })

const links = fc.oneof(nonsense, mutated)

/** What goes wrong in one link of 500 is found with a chance of 1 − (1 − 1/500)³⁰⁰⁰ = 99.8 %. */
const RUNS = 3000

describe('every link', () => {
  it('that formatLink writes is read back as exactly the same scenario, also as search parameters, and no mail cuts it', () => {
    fc.assert(
      fc.property(scenarios, fc.boolean(), fc.boolean(), (scenario, version, inUrl) => {
        expect(faults(scenario)).toEqual([])
        const link = formatLink(scenario, { version })
        // What Markdown, HTML attributes and mail programs cut a link at is not in it.
        expect(link).toMatch(/^[\w?&=:/,.~%-]*$/)
        const { scenario: again, notes } = read(
          inUrl ? new URL(link, 'https://example.org/').searchParams : link
        )
        expect(again).toStrictEqual(scenario)
        expect(notes).toEqual([])
      }),
      { numRuns: RUNS, seed: 1 }
    )
  })

  it('gives a valid scenario, whatever it says, with one canonical form, which is its own and needs no note', () => {
    fc.assert(
      fc.property(links, (link) => {
        const { scenario, notes } = parseLink(link)
        expect(faults(scenario)).toEqual([])
        for (const { message } of notes) {
          expect(message).toMatch(/^[^\n\r\0]{1,200}$/)
          if (!/nan|infinity/i.test(link)) expect(message).not.toMatch(/NaN|Infinity/)
        }
        const canonical = formatLink(scenario)
        const again = read(canonical)
        expect(again).toStrictEqual({ scenario, notes: [] })
        expect(formatLink(again.scenario)).toBe(canonical)
      }),
      { numRuns: RUNS, seed: 4 }
    )
  })
})
