import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What is drawn for a file of its own has sizes of its own; paper is measured in its own units. */
const APART = ['figure/card', 'figure/export', 'print.css']

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|css)$/.test(name) && !APART.some((part) => name.includes(part)))
  .map((name) => {
    const text = readFileSync(join('src', name), 'utf8')
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(text) ?? []
    return { name, text, style: name.endsWith('.css') ? text : style }
  })

/** The values of some properties in a style sheet; those of the scales themselves, `--text-1`, are no properties. */
const values = (style: string, property: RegExp) =>
  [...style.matchAll(new RegExp(`(?<![\\w-])(?:${property.source})\\s*:\\s*([^;{}]+)`, 'g'))].map(
    ([, value]) => value.trim()
  )
/** What is left of a value when what may stand anywhere is taken out: tokens, 0, hairlines, and lengths of the text. */
const stray = (value: string) =>
  value
    .replace(/var\(--[\w-]+\)/g, '')
    .replace(/env\([\w-]+\)/g, '')
    .match(/-?\d*\.?\d+(?:rem|px|vw|vh|pt|cm|mm)\b/g)
    ?.filter((length) => !/^-?[01]px$/.test(length)) ?? []

describe('the scales', () => {
  test('there are six sizes of type, and each is used', () => {
    const all = files.map(({ style }) => style).join('')
    for (const step of [1, 2, 3, 4, 5, 6]) expect(all.split(`var(--text-${step})`).length).toBeGreaterThan(1)
    expect(all).not.toMatch(/var\(--text-[^1-6]/)
  })

  test.each(files)('$name has its type from the scale', ({ style, text }) => {
    const sizes = [...values(style, /font-size/), ...values(style, /font/)]
    // In a drawing, whose units are its own: ticks and notes, and labels.
    expect(sizes.flatMap(stray).filter((size) => size !== '12px')).toEqual([])
    const drawn = [...text.matchAll(/ font-size="([\d.]+)"/g)].map(([, size]) => size)
    expect(drawn.filter((size) => size !== '12')).toEqual([])
  })

  test.each(files)('$name has two weights, and line heights from the scale', ({ style }) => {
    expect(
      values(style, /font-weight/).filter((weight) => !/^(400|500|600|200 900|inherit)$/.test(weight))
    ).toEqual([])
    expect(
      values(style, /line-height/).filter((height) => /^[\d.]+$/.test(height) && height !== '0')
    ).toEqual([])
  })

  test.each(files)('$name has its distances from the scale', ({ style }) => {
    const distances = values(style, /(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z-]+)?/)
    expect(distances.flatMap(stray)).toEqual([])
  })

  test.each(files)('$name has its corners from the scale', ({ style }) => {
    expect(values(style, /border-radius/).flatMap(stray)).toEqual([])
  })
})
