import { expect, test } from '@playwright/test'
import { findings } from '../support/axe'

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390, 320]) {
    test(`axe has no findings in ${scheme} at ${width} px`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 800 },
        baseURL
      })
      const page = await context.newPage()
      await page.goto('/?beta=4&keys=hot:1000/s,cold:0.5/s&ttl=oops')
      await expect(page.getByText(/cycles a second/)).toBeVisible({ timeout: 30_000 })
      // What is folded away is read too, once somebody opens it.
      for (const details of await page.locator('details').all())
        await details.evaluate((element: HTMLDetailsElement) => (element.open = true))
      expect(await findings(page)).toEqual([])
      // Nothing sticks out at the side.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await context.close()
    })
  }
}
