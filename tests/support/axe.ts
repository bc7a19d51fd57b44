import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { drawn, pageWidth } from './page'

/** What axe finds against WCAG 2.2 AA and good practice, each with the elements it found it in; empty where nothing. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Otherwise axe describes every element that it checked, in a second page: three times the work for nothing. It
    // then cannot look into frames of another origin; no page has any.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
  )
}

/** Of a wide screen, of a telephone, and the least that WCAG 1.4.10 asks for, px. */
const WIDTHS = [1280, 390, 320]

/**
 * Checks a page as it stands, at each width in light and in dark: axe finds nothing, and nothing sticks out at the
 * side. One page serves for all, since loading takes longer than checking.
 */
export async function expectAccessible(page: Page, { widths = WIDTHS, height = 800, state = '' } = {}) {
  for (const width of widths) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await drawn(page)
      const where = `${state} in ${colorScheme} at ${width} px`
      expect(await findings(page), where).toEqual([])
      await expect.poll(() => pageWidth(page), where).toBeLessThanOrEqual(width)
    }
  }
}
