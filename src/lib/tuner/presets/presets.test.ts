import { describe, expect, it } from 'vitest'
import { adviseExactly, closedForm, modelOf, simulate, summarize } from '#core'
import { formatLink, parsePage } from '$lib/link/parameters/codec'
import { PRESETS } from './presets'

const searchOf = (link: string) => link.slice(1)

describe.each(PRESETS)('the preset $name', ({ link, about, sources, guessed }) => {
  it('has a link that gives no notes and is in its canonical form', () => {
    const { scenario, pin, notes } = parsePage(searchOf(link))
    expect(notes).toEqual([])
    expect(pin).toBeNull()
    expect(formatLink(scenario)).toBe(searchOf(link))
  })

  it('starts at β = 1, where its sentence can be seen to be true', () => {
    expect(parsePage(searchOf(link)).scenario.beta).toBe(1)
  })

  it('is described in one sentence, with the sources of its figures', () => {
    expect(about).toMatch(/^[A-Z][^.!?]+\.$/)
    expect(sources.length > 0 || guessed !== null).toBe(true)
    for (const { href } of sources) expect(() => new URL(href)).not.toThrow()
  })
})

it('presets have names and links of their own', () => {
  for (const of of ['name', 'link'] as const)
    expect(new Set(PRESETS.map((preset) => preset[of])).size).toBe(PRESETS.length)
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
    expect(model.deviations?.remainingStep).toBe(1)
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
