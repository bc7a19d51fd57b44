import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { render } from 'svelte/server'
import { describe, expect, test } from 'vitest'
import { modelOf, simulate, whyNoClosedForm } from '#core'
import Card from '$lib/figure/card/Card.svelte'
import { cardData, onCard } from '$lib/figure/card/card-data'
import { resolve } from '$lib/figure/colours'
import { parseLink } from '../../src/lib/link/parameters/codec'
import { measure, TYPEFACE } from '../../src/lib/server/card/typeface'
import { SPECIAL } from '../../scripts/soak/links.mjs'
import { fuzzedLinks } from '../links/grammar'

/** The card of a link, with every name as the link has it, even where the typeface cannot draw it. */
function svgOf(link: string): string {
  const scenario = onCard(parseLink(link).scenario)
  const tallies = scenario.keys.map((key) => {
    const model = modelOf(scenario, key)
    return whyNoClosedForm(model) === null ? null : simulate(model, 1, scenario.seed, 1)
  })
  const { body } = render(Card, { props: { data: cardData(scenario, { tallies }), measure } })
  return resolve(body, { scheme: 'light', typeface: TYPEFACE })
}

/** The errors of a strict XML parser. */
function xmlFaults(text: string): string[] {
  const found: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', ({ message }) => found.push(message))
  parser.write(text).close()
  return found
}

test('the parser is strict', () => {
  expect(xmlFaults('<a>]]></a>')).toHaveLength(1)
  expect(xmlFaults('<a>\u0001</a>')).not.toEqual([])
  expect(xmlFaults('<a>&nbsp;</a>')).not.toEqual([])
  expect(xmlFaults('<a b="1">&lt;</a>')).toEqual([])
})

describe('the card as XML', () => {
  test.each(SPECIAL.map((text) => [text]))('is well-formed with %j in the name of a key', (text) => {
    const name = encodeURIComponent(text)
    expect(xmlFaults(svgOf(`?keys=a${name}:1000/s,${name}:1/s&ttl.a${name}=10m`))).toEqual([])
  })

  test('is well-formed for fuzzed links, and all its numbers are numbers', () => {
    fc.assert(
      fc.property(fuzzedLinks, (link) => {
        const svg = svgOf(link)
        expect(xmlFaults(svg)).toEqual([])
        for (const [, value] of svg.matchAll(/\s(?:d|x|y|width|height|transform|points)="([^"]*)"/g))
          expect(value).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 100, seed: 5 }
    )
  })
})
