import { expect, it } from 'vitest'
import { IMPLEMENTATIONS, IMPLEMENTATION_NAMES } from '#core'
import { DEVIATIONS } from './deviation-words'

it.each(IMPLEMENTATION_NAMES)(
  '%s: whole sentences say what it does differently, and where that was seen',
  (name) => {
    const { differs, label } = IMPLEMENTATIONS[name]
    const deviations = DEVIATIONS[name] ?? []
    expect(label.length).toBeGreaterThan(3)
    expect(differs).toBe(name !== 'paper' && name !== 'own')
    expect(deviations.length > 0).toBe(differs)
    for (const { what, source } of deviations) {
      expect(what).toMatch(/^(?=.{40,300}$)([A-ZΔβ]|expiresAfter).*\.$/)
      expect(source).toMatch(/\w\/\w/)
    }
  }
)
