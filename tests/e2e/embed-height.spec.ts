import { writeFileSync } from 'node:fs'
import { expect, test, type Page } from '../support/test'
import { format } from 'prettier'
import { LESSON_NAMES } from '../../src/lib/link/parameters/lesson-name'
import { EMBED_PARTS } from '../../src/lib/link/embed/embed-options'
import { DEFENCES } from '../../src/lib/trace/names'
import { drawn } from '../support/page'
import heights from '../../src/lib/link/embed/measured-heights.json' with { type: 'json' }

/** Where the figures of an embed stand side by side, and where one below the other, px. */
const WIDTHS = { wide: 800, slim: 360 }
const KEYS = ['hot:1000/s', 'cold:0.5/s', 'third:100/s', 'fourth:10/s', 'fifth:1/s', 'sixth:0.1/s']

type Heights = Record<string, number>

/**
 * Opens an embed, and reads it at each width, once its simulation has ended and nothing in it grows any more. The
 * window is so high that every part is in sight, and is loaded.
 * @param read gets the height of the whole, px
 */
async function open<T>(page: Page, search: string, read: (whole: number) => T | Promise<T>): Promise<T[]> {
  await page.goto(`/embed?cycles=100&${search}`)
  await expect(page.locator('.deferred:not([data-alive])')).toHaveCount(0)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  const found: T[] = []
  for (const width of Object.values(WIDTHS)) {
    await page.setViewportSize({ width, height: 9000 })
    await drawn(page)
    let last = 0
    const rests = async () => {
      const before = last
      last = await page.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))
      return last === before
    }
    await expect.poll(rests, { intervals: [150] }).toBe(true)
    found.push(await read(last))
  }
  return found
}
const whole = (page: Page, search: string) => open(page, search, (height) => height)

/** The height of each part of an embed with so many keys, with the space below it, at each width; px. */
async function measure(page: Page, count: number): Promise<Heights[]> {
  const keys = `keys=${KEYS.slice(0, count)}`
  const parts = ['verdict', 'controls', 'window', 'waste', 'map', 'replay', 'dots', 'table']
  const all = await open(
    page,
    `${keys}&show=${EMBED_PARTS.filter((part) => part !== 'answer')}`,
    async () => {
      // The footer says what was simulated, once it was.
      await expect(page.locator('main > footer')).toContainText('Simulated 100 cycles')
      // At one moment: a sentence that changes in between would count as a frame.
      const [height, ...tops] = await page
        .locator(
          'main > section, main section[aria-label="Verdict"], main > .bare > .beta, main figure, main > footer'
        )
        .evaluateAll((all) => [
          Math.ceil(document.documentElement.getBoundingClientRect().height),
          ...all.map((element) => element.getBoundingClientRect().top)
        ])
      expect(tops).toHaveLength(parts.length + 1)
      const frame = height - tops[parts.length] + tops[0]
      return { ...Object.fromEntries(parts.map((part, i) => [part, tops[i + 1] - tops[i]])), frame }
    }
  )
  const answers = await whole(page, `${keys}&show=answer&hide=controls`)
  return all.map((heights, i) => ({ ...heights, answer: answers[i] - heights.frame }))
}

/** The largest of several heights, at each width. */
const largest = (heights: number[][]) =>
  Object.keys(WIDTHS).map((_, at) => Math.max(...heights.map((each) => each[at])))

const FILE = 'src/lib/link/embed/measured-heights.json'

test('the heights that embeds are given before they run are those that a browser measures', async ({ page }, {
  config
}) => {
  const [two, six] = [await measure(page, 2), await measure(page, 6)]
  const [lessons, traces]: number[][][] = [[], []]
  for (const name of LESSON_NAMES) lessons.push(await whole(page, `lesson=${name}`))
  for (const name of DEFENCES) traces.push(await whole(page, `trace=${name}`))
  const measured: Record<string, Record<string, { two: number; more: number }>> = {}
  for (const [at, place] of Object.keys(WIDTHS).entries()) {
    two[at].lesson = six[at].lesson = largest(lessons)[at] - two[at].frame
    two[at].trace = six[at].trace = largest(traces)[at]
    measured[place] = Object.fromEntries(
      Object.entries(two[at]).map(([part, px]) => [
        part,
        { two: Math.round(px), more: Math.round((six[at][part] - px) / 4) }
      ])
    )
  }
  if (config.updateSnapshots === 'all') {
    writeFileSync(FILE, await format(JSON.stringify(measured), { parser: 'json', printWidth: 110 }))
    return
  }
  const named = (table: object) =>
    Object.entries(table).map(([place, parts]) => [place, Object.keys(parts).sort()])
  expect(named(heights)).toEqual(named(measured))
  for (const [place, parts] of Object.entries(heights))
    for (const [part, { two, more }] of Object.entries(parts)) {
      const now = measured[place][part]
      // Another machine has other fonts, in which a sentence may take one line more: 22 px, or a tenth of a long part.
      const margin = 22 + two / 10
      expect.soft(Math.abs(now.two - two), `${place} ${part}: ${two} px, now ${now.two}`).toBeLessThan(margin)
      expect
        .soft(Math.abs(now.more - more), `${place} ${part}, a further key: ${more} px, now ${now.more}`)
        .toBeLessThan(margin)
    }
})
