import { expect, test, type Page } from '../support/test'
import { alive, drawn, smallTargets, unfold, visit } from '../support/page'

const SIX = '/?keys=a:1000/s,b:100/s,c:10/s,d:1/s,e:0.1/s,f:0.01/s&delta=2s&cycles=1'
const PAGES = [
  '/?cycles=1',
  SIX,
  '/?beta=abc&pin.beta=2&coord=lock&lens=symfony&cycles=1',
  '/embed?show=advice,verdict,window,waste,map,table&cycles=200',
  '/compare?cycles=1',
  '/learn',
  '/learn?lesson=lock',
  '/learn/defences/coalescing',
  '/learn/model',
  '/share',
  '/privacy',
  '/no-such-page'
]
/** What sticks out at the right, px. */
const sticksOut = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const path of PAGES)
  test(`${path} scrolls sideways on no screen, clips nothing with wide text, and has targets of 24 px`, async ({
    page
  }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await visit(page, path)
    expect(await sticksOut(page), '320 px wide').toBe(0)
    await page.setViewportSize({ width: 320, height: 256 })
    await drawn(page)
    expect(await sticksOut(page), '400 % of 1280 by 1024').toBe(0)
    await unfold(page)
    await drawn(page)
    // Links in sentences may be smaller.
    expect(await smallTargets(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    // The text spacing of WCAG 1.4.12.
    await page.addStyleTag({
      content: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }`
    })
    await drawn(page)
    const clipped = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((element) => {
          const { overflowX, overflowY, clipPath, textOverflow } = getComputedStyle(element)
          const pressed = element.matches('button, .primary, summary, label')
          const hides = (overflow: string) => pressed || overflow === 'hidden' || overflow === 'clip'
          // What is folded away, and what is for those who listen alone.
          if (!element.checkVisibility() || clipPath !== 'none') return false
          if (textOverflow === 'ellipsis' || element.clientWidth === 0) return false
          return (
            (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
            (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
          )
        })
        .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`)
    )
    expect(clipped).toEqual([])
    expect(await sticksOut(page), 'with wide text').toBe(0)
  })

const FIRST = ['.headline', '.take', 'input[type=range]', '#cache input[type=text]']
for (const [width, height, below, shown, seen] of [
  [1280, 800, 0, 'fields, answer, β and both figures', [...FIRST, 'figure >> nth=0', 'figure >> nth=1']],
  // Figures follow the fields, and β stands at the bottom of the screen.
  [390, 844, 106, 'answer, the first field and β', FIRST]
] as const)
  test(`the first screen of ${width} by ${height} shows ${shown}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto('/?cycles=1')
    for (const what of seen) await expect(page.locator(what).first(), what).toBeInViewport({ ratio: 1 })
    const last = (await page.locator(seen.at(-1)!).first().boundingBox())!
    expect(last.y + last.height).toBeLessThanOrEqual(height - below)
  })

test('a field has its label above it, and what was read beside it is whole', async ({ page }) => {
  await visit(page, '/?cycles=1')
  const fields = page.locator('.cache .field')
  // Time to live, rebuild time, and the rates of two keys.
  await expect(fields).toHaveCount(4)
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 })
    const faults = await fields.evaluateAll((fields) =>
      fields.flatMap((field) => {
        const [label, input, read] = ['label', 'input', 'p'].map((name) => field.querySelector(name)!)
        const top = input.getBoundingClientRect().top
        const isAbove = label.matches('.unseen') || label.getBoundingClientRect().bottom <= top + 1
        const isWhole = read.clientWidth > 0 && read.scrollWidth <= read.clientWidth
        return isAbove && isWhole ? [] : [`${label.textContent} ${read.textContent}`]
      })
    )
    expect(faults, `at ${width} px`).toEqual([])
  }
})

test('the bar of a phone keeps the field of β in view, however many keys there are and however long their names', async ({
  page
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const longName = 'user:42:profile:settings:notifications'
  for (const link of [SIX, `/?keys=${longName}:1000/s,cold:1/h&cycles=1`]) {
    await visit(page, link)
    await expect(page.locator('.beta .short')).toContainText('for')
    await expect(page.getByLabel('β, typed')).toBeInViewport({ ratio: 1 })
  }
})

test('forced colours leave every mark visible in light and dark, and focus too', async ({ page }) => {
  await page.goto(SIX)
  await alive(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme })
    await drawn(page)
    const faint = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
      const luminance = (colour: string) => {
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
          const share = byte / 255
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
      }
      const ground = luminance(getComputedStyle(document.body).backgroundColor)
      const contrast = (colour: string) => {
        const one = luminance(colour)
        return Math.max(one, ground) / Math.min(one, ground)
      }
      // The lines of the figures, and the marks by which keys are known.
      const lines = [...document.querySelectorAll('figure svg path[stroke][fill=none]')]
      const marks = [...document.querySelectorAll('figure .head svg path, .keys .head svg path')]
      return [
        ...lines.map((line) => ['line', contrast(getComputedStyle(line).stroke)] as const),
        ...marks.map((mark) => ['mark', contrast(getComputedStyle(mark).fill)] as const)
      ]
        .filter(([, ratio]) => !(ratio >= 3))
        .concat(lines.length > 10 && marks.length >= 12 ? [] : [['line', lines.length + marks.length]])
    })
    expect(faint, colorScheme).toEqual([])
    // Without their colours keys still have six outlines.
    const outlines = await page
      .locator('.keys .head svg path')
      .evaluateAll(
        (paths) =>
          new Set(paths.filter((path) => !path.closest('button')).map((path) => path.getAttribute('d'))).size
      )
    expect(outlines).toBe(6)
    for (const what of ['.take', '.beta input[type=range]', '#cache summary']) {
      await page.keyboard.press('Tab')
      await page.locator(what).first().focus()
      const outline = await page
        .locator(what)
        .first()
        .evaluate((element) => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
          const unlike = outlineColor !== getComputedStyle(document.body).backgroundColor
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && unlike
        })
      expect(outline, `${what} in ${colorScheme}`).toBe(true)
    }
  }
})

test('whatever has the focus can be seen, on a phone, with 400 % and on a desk', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  await page.goto('/?cycles=1')
  await alive(page)
  const hidden: string[] = []
  for (const [width, height] of [
    [390, 700],
    [320, 256],
    [1280, 600]
  ]) {
    await page.setViewportSize({ width, height })
    // Tab begins at the top again: a field that has lost the focus stays the place where it goes on.
    await page.evaluate(() => {
      document.body.tabIndex = -1
      document.body.focus()
      document.body.removeAttribute('tabindex')
    })
    await drawn(page)
    // There and back, for what sticks at the top hides what sticks at the bottom does not.
    for (const key of [...Array<string>(45).fill('Tab'), ...Array<string>(25).fill('Shift+Tab')]) {
      await page.keyboard.press(key)
      const bad = await page.evaluate(async () => {
        await new Promise(requestAnimationFrame)
        const element = document.activeElement!
        if (element === document.body || element.closest('.beta')) return null
        const { left, right, top, bottom } = element.getBoundingClientRect()
        const seen = [0.1, 0.5, 0.9].some((share) => {
          const x = Math.min(innerWidth - 1, Math.max(0, left + (right - left) * 0.5))
          const at = document.elementFromPoint(x, top + (bottom - top) * share)
          return (
            at && (element.contains(at) || at.contains(element) || at.closest('label')?.contains(element))
          )
        })
        return seen ? null : `${element.tagName} ${element.textContent.trim().slice(0, 30)} ${top} ${bottom}`
      })
      if (bad) hidden.push(`${width} by ${height}, ${key}: ${bad}`)
    }
  }
  expect(hidden).toEqual([])
})

test('no text on a figure is smaller than 12 px, however wide the page is', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto('/?cycles=1')
  await alive(page)
  const smallest = () =>
    page.evaluate(() =>
      Math.min(
        ...[...document.querySelectorAll<SVGTextElement>('figure svg text')]
          .filter((text) => text.getBoundingClientRect().width > 0)
          .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM()!.a)
      )
    )
  for (const width of [320, 360, 390, 768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    // A picture is scaled by 4 % before it is drawn anew: 0.96 · 12 px.
    await expect.poll(smallest, { message: `${width} px` }).toBeGreaterThanOrEqual(11.5)
  }
})
