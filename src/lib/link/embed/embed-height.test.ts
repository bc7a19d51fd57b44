import { expect, test } from 'vitest'
import { embedHeight } from './embed-height'
import { defaultEmbed } from './embed-options'

test('An embed is higher if it shows more, has more keys or is narrower', () => {
  const usual = embedHeight(defaultEmbed(), 2, 800)
  expect(usual).toBeGreaterThan(1000)
  expect(embedHeight({ ...defaultEmbed(), show: ['window'] }, 2, 800)).toBeLessThan(usual)
  expect(embedHeight({ ...defaultEmbed(), hide: ['controls'] }, 2, 800)).toBeLessThan(usual)
  expect(embedHeight(defaultEmbed(), 4, 800)).toBeGreaterThan(usual)
  expect(embedHeight(defaultEmbed(), 1, 800)).toBeLessThan(usual)
  expect(embedHeight(defaultEmbed(), 2, 320)).toBeGreaterThan(usual)
})

test('The height of a lesson does not depend on the other options', () => {
  const lesson = { ...defaultEmbed(), lesson: 'lock' as const }
  expect(embedHeight(lesson, 2, 800)).toBe(embedHeight({ ...lesson, show: ['table'] }, 6, 800))
})
