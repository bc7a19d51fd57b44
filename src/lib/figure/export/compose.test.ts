import { describe, expect, test } from 'vitest'
import { compose } from './compose'
import type { Sheet } from './sheet'

/** About the mean width of a letter. */
const measure = (text: string, size: number) => 0.55 * size * text.length

const sheet: Sheet = {
  width: 400,
  height: 200,
  pieces: [
    {
      kind: 'words',
      text: 'a < b & "c"',
      x: 0,
      baseline: 14,
      size: 14,
      weight: 650,
      fill: 'rgb(184, 74, 0)'
    },
    {
      kind: 'drawing',
      markup:
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" x="0" y="20" width="400" height="180"' +
        ' class="svelte-x" font-family="var(--sans, system-ui)"><path d="M0,0h9" stroke="var(--key-0)"/></svg>'
    }
  ]
}
const caption = {
  title: 'Wasted <rebuilds> an hour',
  finding: 'A larger β refreshes earlier. '.repeat(8).trim(),
  facts: ['β = 4, TTL 60 s.', 'Compared with A: β from 2 to 4.'],
  link: `https://tuner.test/?beta=4&keys=${'k:1/s,'.repeat(60)}&v=1`
}
const svg = compose(sheet, caption, measure)

describe('a figure for paper', () => {
  test('contains its title, its finding, its scenario and its link', () => {
    const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(words[0]).toBe('Wasted &lt;rebuilds&gt; an hour')
    expect(words.join(' ')).toContain(caption.finding)
    for (const fact of caption.facts) expect(words).toContain(fact)
    expect(words.join('').replaceAll('&amp;', '&')).toContain(caption.link)
  })

  test('needs no style sheet and no other file', () => {
    expect(svg).not.toMatch(/var\(|light-dark|currentcolor|class=|<style|href=|url\(|@import/i)
    expect(svg.match(/https?:[^" <]+/g)!.filter((url) => !url.startsWith('https://tuner.test'))).toEqual([
      'http://www.w3.org/2000/svg',
      'http://www.w3.org/2000/svg'
    ])
  })

  test('keeps every line within its margins, and is as high as its lines need', () => {
    const [, width, height] = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number)
    expect(width).toBe(456)
    for (const [, y, size, text] of svg.matchAll(
      /<text x="[\d.]+" y="([\d.]+)" font-size="([\d.]+)"[^>]*>([^<]*)</g
    )) {
      const said = text.replace(/&\w+;/g, '.')
      expect(measure(said, Number(size))).toBeLessThanOrEqual(400)
      expect(Number(y)).toBeLessThan(height)
    }
    const brief = compose(sheet, { ...caption, finding: '', link: 'https://tuner.test/' }, measure)
    expect(Number(/ height="(\d+)"/.exec(brief)![1])).toBeLessThan(height)
  })
})
