import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { SECTIONS } from '../../src/lib/tuner/panels/sections'
import { simulated, smallTargets, unfold } from '../support/page'

/** The section that the address names is there, and not only its place. */
const opened = (page: Page) => expect(page.getByRole('tabpanel').locator('h2').first()).toBeVisible()

test('the tuner, all of it unfolded, is accessible at each width, in light and dark, with targets of 24 px', async ({
  page
}) => {
  await page.goto('/?beta=4&keys=hot:1000/s,cold:0.5/s&ttl=oops&cycles=200')
  await simulated(page)
  await unfold(page)
  await expectAccessible(page)
  // It is 320 px wide now.
  expect(await smallTargets(page)).toEqual([])
})

test('each section, all of it unfolded, is accessible in light and dark, with targets of 24 px', async ({
  page
}) => {
  for (const { id, name } of SECTIONS)
    await test.step(name, async () => {
      // Only the part behind # changes, so all are sections of one visit.
      await page.goto(`/?beta=4&keys=hot:1000/s,cold:0.5/s&cycles=200#${id}`)
      await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible()
      await opened(page)
      await simulated(page)
      await unfold(page)
      // The page around it is the one above.
      await expectAccessible(page, { widths: [320], within: '[role="tabpanel"]' })
      expect(await smallTargets(page)).toEqual([])
    })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`who asks for more contrast gets 7 to 1 for words in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, contrast: 'more' })
    // All pages have the same colours.
    await page.goto('/privacy')
    const ratios = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'))
      const light = (name: string) => {
        probe.style.color = `var(${name})`
        const parts = getComputedStyle(probe)
          .color.match(/[\d.]+/g)!
          .slice(0, 3)
        const [r, g, b] = parts.map((part) => {
          const value = Number(part) / 255
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const ratio = (a: string, b: string) => {
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y)
        return (high + 0.05) / (low + 0.05)
      }
      return {
        words: ['--ink', '--muted', '--accent', '--bad'].flatMap((name) =>
          ['--paper', '--surface'].map((under) => ratio(name, under))
        ),
        edges: ['--line', '--edge'].flatMap((name) =>
          ['--paper', '--surface'].map((under) => ratio(name, under))
        )
      }
    })
    expect(Math.min(...ratios.words)).toBeGreaterThanOrEqual(7)
    expect(Math.min(...ratios.edges)).toBeGreaterThanOrEqual(3)
  })
}
