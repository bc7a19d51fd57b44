import { expect, test } from 'vitest'
import { embedHeight } from './embed-height'
import { defaultEmbed } from './embed-options'

test('An embed is the higher the more it shows, the more keys it has and the narrower it is', () => {
  const usual = embedHeight(defaultEmbed(), 2, 800)
  expect(usual).toBeGreaterThan(1000)
  expect(embedHeight({ ...defaultEmbed(), show: ['window'] }, 2, 800)).toBeLessThan(usual)
  expect(embedHeight({ ...defaultEmbed(), hide: ['controls'] }, 2, 800)).toBeLessThan(usual)
  expect(embedHeight(defaultEmbed(), 4, 800)).toBeGreaterThan(usual)
  expect(embedHeight(defaultEmbed(), 1, 800)).toBeLessThan(usual)
  expect(embedHeight(defaultEmbed(), 2, 320)).toBeGreaterThan(usual)
})

test('A lesson is as high as it is, whatever else is shown', () => {
  const lesson = { ...defaultEmbed(), lesson: 'lock' as const }
  expect(embedHeight(lesson, 2, 800)).toBe(embedHeight({ ...lesson, show: ['table'] }, 6, 800))
})
