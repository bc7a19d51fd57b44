import { describe, expect, it } from 'vitest'
import { adviseExactly, closedForm, collapseOutlook, modelOf, optionLaw, simulate, summarize } from '#core'
import { formatLink, parsePage } from '$lib/link/parameters/codec'
import { faultsOf } from '../../../../tests/words/faults'
import { DISASTERS } from './disasters'
import { PRESETS } from './presets'

const searchOf = (link: string) => link.slice(1)

describe.each([...PRESETS, ...DISASTERS])('the preset $name', ({ link, about, sources, guessed }) => {
  it('has a link that gives no notes and is in its canonical form', () => {
    const { scenario, pin, notes } = parsePage(searchOf(link))
    expect(notes).toEqual([])
    expect(pin).toBeNull()
    expect(formatLink(scenario)).toBe(searchOf(link))
  })

  it('is described in one sentence, with the sources of its figures', () => {
    expect(about).toMatch(/^[A-Z][^.!?]+\.$/)
    expect(sources.length > 0 || guessed !== null).toBe(true)
    for (const { href } of sources) expect(() => new URL(href)).not.toThrow()
  })
})

it.each(PRESETS)('$name starts at β = 1, where its sentence can be seen to be true', ({ link }) => {
  expect(parsePage(searchOf(link)).scenario.beta).toBe(1)
})

it.each(DISASTERS)('$name starts as it was, without early refresh, and has published figures', (disaster) => {
  expect(parsePage(searchOf(disaster.link)).scenario.beta).toBe(0)
  expect(disaster.sources.length).toBeGreaterThan(0)
  for (const { href } of disaster.sources) expect(href).toMatch(/^https:/)
  expect(faultsOf(disaster.about)).toEqual([])
  expect(faultsOf(`${disaster.guessed}: assumed.`)).toEqual([])
})

it('presets have names and links of their own', () => {
  const all = [...PRESETS, ...DISASTERS]
  for (const of of ['name', 'link'] as const)
    expect(new Set(all.map((preset) => preset[of])).size).toBe(all.length)
})

describe('what is told of the incidents', () => {
  const outlookOf = (name: RegExp) => {
    const { scenario } = parsePage(searchOf(DISASTERS.find((preset) => name.test(preset.name))!.link))
    return { scenario, key: scenario.keys[0], ...collapseOutlook(scenario, scenario.keys[0]) }
  }

  it('a million readers an hour and 30 s to render are 8341 renders at once', () => {
    const { plain, none } = outlookOf(/Wikipedia/)
    expect(plain.rate).toBe(Math.round(1e6 / 3600))
    expect(closedForm({ ...plain, options: undefined }).duplicatesMean + 1).toBe(8341)
    expect(none.load).toBeGreaterThan(none.limit)
  })

  it.each([/Facebook/, /dealnews/, /jwz/])(
    '%s: one expiry does not clear, and with a lock it does',
    (name) => {
      const { locked, none } = outlookOf(name)
      expect(none.load).toBeGreaterThan(none.limit)
      expect(locked.rate).toBe(Infinity)
    }
  )

  it('four in ten of 130 requests a second are for the front page', () => {
    expect(outlookOf(/dealnews/).plain.rate).toBe(0.4 * 130)
  })

  it('on each of the twelve servers more requests come in one render time than it has workers', () => {
    const { scenario, key } = outlookOf(/Guardian/)
    const { figures, served } = optionLaw(modelOf(scenario, key))
    // 2000/12 · 0.5 = 83 requests
    expect(figures.requestsPerRebuild).toBeCloseTo(83.3, 1)
    expect(served.inFlightMaxMean).toBeGreaterThan(49.9)
  })

  it('with a sixth of the TTL a user’s settings are fetched up to six times as often, and β only adds to that', () => {
    const { scenario, key } = outlookOf(/GitHub/)
    const hourly = (ttl: number, beta: number) =>
      closedForm(modelOf({ ...scenario, ttl }, key, beta)).rebuildsPerHour
    expect(hourly(7200, 0) / hourly(43_200, 0)).toBeGreaterThan(5)
    expect(hourly(7200, 0) / hourly(43_200, 0)).toBeLessThan(6)
    expect(hourly(7200, 10)).toBeGreaterThan(hourly(7200, 0))
  })
})

describe('the claims of the sentences', () => {
  const named = (name: RegExp, key: string, beta?: number) => {
    const { scenario } = parsePage(searchOf(PRESETS.find((preset) => name.test(preset.name))!.link))
    const one = scenario.keys.find(({ name }) => name === key)!
    const model = modelOf(scenario, one, beta)
    const advice = adviseExactly(scenario, one)!
    return { figures: closedForm(model), advice, requests: model.rate * model.delta, model }
  }

  it('the run at the Internet Archive read its lifetime in whole seconds, and the model of that agrees with it', () => {
    const { scenario } = parsePage(searchOf(PRESETS.find(({ name }) => /Archive/.test(name))!.link))
    const model = modelOf(scenario, scenario.keys[0])
    expect(model.deviations?.rule).toBe('seconds')
    // 52 rebuilds in 24 cycles; the size has a standard deviation of about 2.5.
    const { duplicatesMean } = summarize(model, simulate(model, 20_000, 5)).figures
    expect(Math.abs(1 + duplicatesMean - 52 / 24)).toBeLessThan((2 * 2.5) / Math.sqrt(24))
  })

  it('the bestseller stampedes, and no β helps the page that hardly anybody opens', () => {
    expect(named(/product/, 'bestseller').figures.duplicatesMean).toBeGreaterThan(1)
    expect(named(/product/, 'leftover').advice).toMatchObject({ beta: null, binding: { kind: 'requests' } })
  })

  it('β saves rebuilds of a fragment although each process renders it once at a time', () => {
    const { advice, figures } = named(/fragment/, 'sidebar')
    expect(named(/fragment/, 'sidebar', advice.beta!).figures.rebuildsPerHour).toBeLessThan(
      0.8 * figures.rebuildsPerHour
    )
  })

  it('a feature that is read five times a second is cold', () => {
    expect(named(/feature/, 'rare').model.rate).toBe(5)
    expect(named(/feature/, 'rare').requests).toBeLessThan(1)
    expect(named(/feature/, 'popular').requests).toBeGreaterThan(100)
  })

  it('no β protects a visitor’s token, and one protects the service’s', () => {
    expect(named(/token/, 'visitor').advice.beta).toBeNull()
    expect(named(/token/, 'service').advice.beta).not.toBeNull()
  })

  it('about half of the report’s expiries are late at β = 1, and hardly any at the advised β, with fewer rebuilds', () => {
    const one = named(/report/, 'report')
    const best = named(/report/, 'report', one.advice.beta!)
    expect(one.figures.lateShare).toBeGreaterThan(0.45)
    expect(one.figures.lateShare).toBeLessThan(0.55)
    expect(best.figures.lateShare).toBeLessThan(0.001)
    expect(best.figures.rebuildsPerHour).toBeLessThan(one.figures.rebuildsPerHour)
  })
})
