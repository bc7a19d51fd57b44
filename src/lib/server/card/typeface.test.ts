import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import { FONT_FILES, measure, TYPEFACE } from './typeface'

/** From the left of the first bar to the left of the last, as it is drawn. */
function drawn(text: string, strong: boolean): number {
  const box = (words: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="300"><text y="150" xml:space="preserve" font-size="100" font-weight="${strong ? 600 : 400}">${words}</text></svg>`
    const font = { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: TYPEFACE }
    return new Resvg(svg, { font }).innerBBox()!.width
  }
  return box(`|${text}|`) - box('|')
}

describe('the typeface', () => {
  const said = ['β = 4.8', 'Δ ± − ≥', '‘’“”·→…', 'seconds before expiry', '7.5\u202fs', 'WWW iii', '日', '🚀']

  test.each(said)('measures %s as it is drawn, or a little wider, since it knows of no kerning', (text) => {
    for (const strong of [false, true]) {
      const spare = measure(`|${text}`, 100, strong) - drawn(text, strong)
      expect(spare).toBeGreaterThan(-6)
      expect(spare).toBeLessThan(20)
    }
  })

  test('has a glyph of its own for every sign that the figures use', () => {
    const box = measure('\ue999', 1, false)
    for (const sign of 'βΔεγ±−≥≤‘’“”·→↓↑×–—…\u202f\u00a0µ%')
      expect([sign, measure(sign, 1, false)]).not.toEqual([sign, box])
  })

  test('grows with its size', () => {
    expect(measure('expiry', 40, true)).toBeCloseTo(2 * measure('expiry', 20, true), 9)
  })
})
