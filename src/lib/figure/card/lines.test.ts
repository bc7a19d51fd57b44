import { describe, expect, test } from 'vitest'
import { fit, runsOf, widthOf, wrap, type Measure } from './lines'

/** Every character takes half its size, a strong one six tenths. */
const measure: Measure = (text, size, strong) => [...text].length * size * (strong ? 0.6 : 0.5)
const texts = (lines: { text: string }[][]) => lines.map((line) => line.map(({ text }) => text).join(''))
const words = (text: string) => [{ text, strong: false }]

describe('lines of words', () => {
  test('break at blanks and nowhere else', () => {
    expect(texts(wrap(words('one two three'), 10, 40, measure))).toEqual(['one two', 'three'])
    expect(texts(wrap(words('at 7.5\u202fs\u00a0before it'), 10, 60, measure))).toEqual([
      'at',
      '7.5\u202fs\u00a0before',
      'it'
    ])
  })

  test('keep a number and the comma behind it together', () => {
    const runs = runsOf([['from ', { number: '1.28' }, ', on']])
    expect(texts(wrap(runs, 10, 50, measure))).toEqual(['from', '1.28, on'])
    expect(wrap(runs, 10, 50, measure)[1]).toEqual([
      { text: '1.28', strong: true },
      { text: ', on', strong: false }
    ])
  })

  test('are never wider than they may be, whatever is said', () => {
    const runs = runsOf([
      ['the ', { number: 'W'.repeat(60) }, ' key’s ', 'x'.repeat(100)],
      ['\ud83d\ude80'.repeat(24)]
    ])
    for (const width of [20, 55, 130, 1000])
      for (const line of wrap(runs, 20, width, measure))
        expect(widthOf(line, 20, measure)).toBeLessThanOrEqual(width)
  })

  test('lose nothing but the blanks between them', () => {
    const text = 'the quick brown fox jumps over the lazy dog'
    expect(texts(wrap(words(text), 10, 70, measure)).join(' ')).toBe(text)
  })

  test('are none where nothing is said', () => {
    expect(wrap([], 10, 100, measure)).toEqual([])
    expect(wrap(words('  '), 10, 100, measure)).toEqual([])
  })
})

describe('what must fit into a box', () => {
  const box = { width: 100, height: 24, sizes: [20, 10], leading: 1.2 }

  test('is set as large as it can be', () => {
    expect(fit([words('brief')], box, measure).size).toBe(20)
    expect(fit([words('not quite so brief')], box, measure).size).toBe(10)
  })

  test('is set a little smaller where a word would be left over', () => {
    const roomy = { width: 100, height: 60, sizes: [20, 18, 10], leading: 1.2 }
    expect(fit([words('abcd efghi k')], roomy, measure)).toMatchObject({ size: 10 })
    expect(fit([words('so it is so it goes')], roomy, measure)).toMatchObject({ size: 20 })
  })

  test('is said in fewer words where many do not fit', () => {
    const long = words('so very long that it does not fit into the box')
    expect(texts(fit([long, words('brief')], box, measure).lines)).toEqual(['brief'])
  })

  test('ends in an ellipsis where even the fewest words do not fit', () => {
    const { lines } = fit([words('so very long, and longer; that it does not fit')], box, measure)
    expect(lines).toHaveLength(2)
    expect(texts(lines)[1]).toMatch(/[a-z]…$/)
    for (const line of lines) expect(widthOf(line, 10, measure)).toBeLessThanOrEqual(100)
  })
})
