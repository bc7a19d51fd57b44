import { expect, it } from 'vitest'
import { factsWith } from '../../../../../tests/support/snippet-facts'
import { promql } from './promql'

it('compares the rebuilds with the fewest possible, one per lifetime, rebuild and arrival', () => {
  // 3600 / (60 + 0.25 + 1/1000) and 3600 / (60 + 0.25 + 2)
  expect(promql(factsWith())).toContain('1 - 59.75 / (3600 * sum(rate(cache_rebuild_seconds_count')
  expect(promql(factsWith({ rate: 0.5 }))).toContain('1 - 57.83 / (')
})

it.each([
  [60, '1h'],
  [600, '6h'],
  [3600, '1d'],
  [86_400, '7d']
])('counts over twenty lifetimes of %d s, a week at most', (ttl, window) => {
  expect(promql(factsWith({ ttl }))).toContain(`[${window}])`)
})

it('every query names one class of keys, and every metric is explained', () => {
  const text = promql(factsWith())
  const selectors = text.match(/cache_\w+\{[^}]*\}/g) ?? []
  expect(selectors).toHaveLength(12)
  for (const selector of selectors) {
    expect(selector).toContain('{key_class="hot"')
    expect(text).toContain(`# ${selector.replace(/(_(sum|count|bucket))?\{.*/, '')} `)
  }
})
