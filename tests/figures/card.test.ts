import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { render } from 'svelte/server'
import { describe, expect, test } from 'vitest'
import { SHARDS, type Scenario, type Tally, findLaw, modelOf, simulateShard, whyNoClosedForm } from '#core'
import Card from '$lib/figure/card/Card.svelte'
import { type CardData, cardData, onCard } from '$lib/figure/card/card-data'
import { FIGURES, layoutCard, CARD_MARGIN } from '$lib/figure/card/layout'
import { WIDTH } from '$lib/figure/card/size'
import { widthOf } from '$lib/figure/card/lines'
import { resolve } from '$lib/figure/colours'
import { plain } from '$lib/text/sentence'
import { parseLink } from '../../src/lib/link/parameters/codec'
import { simulateCard } from '../../src/lib/server/look'
import { createInlineRunner } from '../../src/lib/worker/inline-runner'
import { frugal } from '../support/frugal-runner'
import { createPoolRunner } from '../../src/lib/worker/pool/pool-runner'
import { spawnInlineWith } from '../../src/lib/worker/ports/inline-port'
import { drawable, FONT_FILES, measure, TYPEFACE } from '../../src/lib/server/card/typeface'
import { scenarios } from '../links/scenarios'

const at = (link: string) => onCard(parseLink(link).scenario)

/** The steps of work that a simulated shard may take; few need more. */
const MOST = 20_000

function talliesOf(scenario: Scenario): (Tally | null)[] {
  return scenario.keys.map((key) => {
    const model = modelOf(scenario, key)
    return whyNoClosedForm(model) === null
      ? null
      : simulateShard(model, 2 * SHARDS, scenario.seed, 0, MOST * SHARDS)
  })
}
const dataOf = (scenario: Scenario) => cardData(scenario, { tallies: talliesOf(scenario) })

function svgOf(data: CardData): string {
  const { body } = render(Card, { props: { data, measure } })
  return resolve(body, { scheme: 'light', typeface: TYPEFACE })
}

/** The faults in the layout of a card. */
function faults(data: CardData): string[] {
  const { verdict, advice, inputs, rows, plot } = layoutCard(data, measure)
  const found: string[] = []
  for (const { lines, size } of [verdict, ...(advice ? [advice] : []), inputs])
    for (const line of lines)
      if (widthOf(line, size, measure) > WIDTH - 2 * CARD_MARGIN)
        found.push(`too wide: ${JSON.stringify(line)}`)
  const end = ({ y, leading, lines, size }: typeof verdict) => y + (lines.length - 1) * leading + 0.25 * size
  if (advice && end(verdict) > advice.y - 0.75 * advice.size) found.push('the verdict runs into the advice')
  if (end(advice ?? verdict) > FIGURES.top) found.push('words run into the figures')
  for (const { height } of rows) if (!(height > 20)) found.push('a window is too low')
  if (!(plot > 60)) found.push('the waste is too low')
  return found
}

const nasty = [
  '?keys=WWWWWWWWWWWWWWWWWWWWWWWW:1/s,MMMMMMMMMMMMMMMMMMMMMMMM:2/s,WWWWWWWWWWWWWWWWWWWWWWWM:3/s',
  '?keys=a:1000/s,b:20/s,c:3/s,d:1/h,e:5/s,f:6/s&beta=1',
  '?beta=1000&ttl=10y&delta=10d&keys=a:1000000000/s,b:0.000000001/s',
  '?beta=0&ttl=1ms&delta=1ms&keys=a:0.000000001/s',
  '?keys=%F0%9F%9A%80%F0%9F%9A%80:1/s,%E6%97%A5%E6%9C%AC:2/s&arrivals=burst:2s:18s&cv=5',
  '?keys=%3C/text%3E%3Cscript%3E:1/s,%26amp;%22:9/s'
]

describe('the card of a scenario', () => {
  test('shows the inputs, the verdict and the advice', () => {
    const text = svgOf(dataOf(at('?beta=4'))).replace(/<[^>]*>/g, '')
    expect(text).toContain('hot 1000 req/s'.replace(' req', '\u202freq'))
    expect(text).toMatch(/Keep β.=.4 for hot .*XFetch can’t protect\s?cold\./)
    expect(text).toMatch(/before expiry/)
  })

  test.each(nasty)('has room for all its words for %s', (link) => {
    expect(faults(dataOf(at(link)))).toEqual([])
  })

  test('has room for them in any scenario, and all its numbers are numbers', () => {
    fc.assert(
      fc.property(scenarios, (any) => {
        const scenario = onCard(any)
        const tallies = talliesOf(scenario)
        expect(faults(cardData(scenario, { tallies }))).toEqual([])
        // The names are replaced: a key may be called NaN.
        const keys = scenario.keys.map((key, i) => ({ ...key, name: `k${i}` }))
        expect(svgOf(cardData({ ...scenario, keys }, { tallies }))).not.toMatch(
          /NaN|undefined|Infinity|var\(|null/
        )
      }),
      { numRuns: 25, seed: 5 }
    )
  })

  test.each([
    '?ttl=5m&p50=800ms&p99=3s&keys=product:120/s,leftover:0.1/s&coord=coalesce:6',
    '?beta=3&arrivals=burst:2s:18s&keys=a:400/s',
    '?beta=2&lens=symfony&delta=0.5s'
  ])('has the answer and both figures where they are simulated, each time the same: %s', async (link) => {
    // The server keeps answers: with a seed of its own, nobody else gets these coarse ones.
    const scenario = { ...at(link), seed: 16 }
    // Whether there are figures does not depend on how exact they are.
    const runner = frugal(createInlineRunner(), 1 / 16)
    const { signal } = new AbortController()
    const data = cardData(scenario, await simulateCard(scenario, runner, signal))
    expect(data.advice).not.toBeNull()
    expect(data.window.rows.length).toBeGreaterThan(0)
    const { law, simulated, present } = data.waste.panel
    // Twenty-six values of β; at some of the largest, refreshes do not settle.
    expect(law.length + simulated.length).toBeGreaterThan(12)
    expect(present).not.toBeNull()
    expect(cardData(scenario, await simulateCard(scenario, runner, signal))).toEqual(data)
    expect(svgOf(data)).not.toMatch(/NaN|undefined|Infinity/)
    runner.close()
  })

  test('has the figures of a cache with options by their law, as the page has them', async () => {
    const scenario = at('?stale=1s&beta=2&keys=a:400/s')
    const runner = createPoolRunner({ size: 1, spawn: spawnInlineWith(findLaw) })
    const simulations = await simulateCard(scenario, runner, new AbortController().signal)
    runner.close()
    const { waste, window } = cardData(scenario, simulations)
    // The axis of the window reaches as far as its triggers.
    expect(window.rows[0].high).toBeLessThan(window.max)
    expect(waste.panel.present).toEqual(findLaw(modelOf(scenario, scenario.keys[0])).law!.figures)
  })

  test('is the same for two scenarios that differ only in what it does not show', () => {
    expect(at('?beta=4&sweep=rate&cycles=7&seed=9')).toEqual(at('?beta=4'))
    expect(at('?beta=4&arrivals=even&seed=9')).not.toEqual(at('?beta=4&arrivals=even'))
  })

  test('has a plural where it leaves out more than one key', () => {
    const [all, fewer, one] = dataOf(at('?keys=a:1/s,b:2/s,c:3/s')).verdict.map((way) => plain([way]))
    expect(all).not.toContain('more key')
    expect(fewer).toMatch(/\. 1 more key is not shown\.$/)
    expect(one).toMatch(/\. 2 more keys are not shown\.$/)
  })

  test('can be drawn whatever a key is called', () => {
    for (const link of nasty) {
      const scenario = at(link)
      const keys = scenario.keys.map((key) => ({ ...key, name: drawable(key.name) || '□' }))
      const font = { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: TYPEFACE }
      const { width, height } = new Resvg(svgOf(dataOf({ ...scenario, keys })), { font })
      expect([width, height]).toEqual([1200, 630])
    }
  })
})

describe('text that the typeface can draw', () => {
  test('has a square for each missing character, and nothing for an invisible one', () => {
    expect(drawable('hot β')).toBe('hot β')
    expect(drawable('日本🚀')).toBe('□□□')
    expect(drawable('❤\ufe0f\u200d🔥')).toMatch(/^.□$/u)
  })
})
