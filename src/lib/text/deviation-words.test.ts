import { expect, it } from 'vitest'
import { LENSES, LENS_NAMES } from '#core'
import { DEVIATIONS } from './deviation-words'

it.each(LENS_NAMES)('%s: whole sentences say what it does differently, and where that was seen', (name) => {
  const { differs, label } = LENSES[name]
  const deviations = DEVIATIONS[name] ?? []
  expect(label.length).toBeGreaterThan(3)
  expect(differs).toBe(name !== 'paper' && name !== 'own')
  expect(deviations.length > 0).toBe(differs)
  for (const { what, source } of deviations) {
    expect(what).toMatch(/^(?=.{40,300}$)([A-ZΔβ]|expiresAfter).*\.$/)
    expect(source).toMatch(/\w\/\w/)
  }
})
