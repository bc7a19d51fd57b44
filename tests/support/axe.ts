import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { drawn, pageWidth } from './page'

/** WCAG 2.2 AA and good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Those rules of them that look at colours: the only ones that a colour scheme changes, and nearly all of axe's time. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

type Which = 'every rule' | 'rules of colour' | 'all but those of colour'

/**
 * What axe finds against its rules, each with the elements it found it in; empty where nothing.
 * @param within looks only into what this selector finds
 */
export async function findings(page: Page, which: Which = 'every rule', within = ''): Promise<string[]> {
  const frames = page.frames().map((frame) => frame.evaluate(() => 'axe' in window))
  const isThere = (await Promise.all(frames)).every(Boolean)
  // A page that has axe already is not given its half a megabyte again.
  const axe = new AxeBuilder({ page, axeSource: isThere ? 'void 0' : undefined })
    // Otherwise axe describes every element that it checked, in a second page: three times the work for nothing. It
    // then cannot look into frames of another origin; no page has any. The options come first: they replace the rules.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
  if (within) axe.include(within)
  if (which === 'rules of colour') axe.withRules(COLOUR_RULES)
  else axe.withTags(RULES)
  if (which === 'all but those of colour') axe.disableRules(COLOUR_RULES)
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
  )
}

/** Of a wide screen, and the least that WCAG 1.4.10 asks for, px: between 320 and 390 px nothing changes its place. */
const WIDTHS = [1280, 320]

const ONLY_HERE = '[data-shown="only here"]'

/** Marks words and fields that are shown now, and says whether any was not at the first width. */
const markShown = (page: Page, isFirst: boolean) =>
  page.evaluate((isFirst) => {
    let isMore = false
    const hasWords = ({ childNodes }: Element) =>
      [...childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
    for (const element of document.body.querySelectorAll<HTMLElement | SVGElement>('*')) {
      const { dataset } = element
      const isKnown = !isFirst && dataset.shown === 'at first'
      if (isKnown) continue
      delete dataset.shown
      const counts = hasWords(element) || element.matches('input, select, textarea')
      if (!counts || !element.checkVisibility()) continue
      dataset.shown = isFirst ? 'at first' : 'only here'
      isMore ||= !isFirst
    }
    return isMore
  }, isFirst)

/**
 * Checks a page as it stands, at each width in light and in dark: axe finds nothing, and nothing sticks out at the side.
 * Dark changes colours only. A width changes none, but it shows what others hide: so colours are looked at where all
 * columns stand side by side, and at other widths those of what is shown only there. One page serves for all, since
 * loading takes longer than checking.
 */
export async function expectAccessible(
  page: Page,
  { widths = WIDTHS, height = 800, state = '', within = '' } = {}
) {
  const check = async (width: number, colorScheme: 'light' | 'dark', which: Which, inside = within) => {
    await page.emulateMedia({ colorScheme })
    await drawn(page)
    const where = `${state} in ${colorScheme} at ${width} px`
    expect(await findings(page, which, inside), where).toEqual([])
    await expect.poll(() => pageWidth(page), where).toBeLessThanOrEqual(width)
  }
  for (const [i, width] of widths.entries()) {
    await page.setViewportSize({ width, height })
    await drawn(page)
    const isFirst = i === 0
    const isMore = await markShown(page, isFirst)
    await check(width, 'light', isFirst ? 'every rule' : 'all but those of colour')
    if (isFirst) await check(width, 'dark', 'rules of colour')
    else if (isMore)
      for (const scheme of ['light', 'dark'] as const)
        await check(width, scheme, 'rules of colour', `${within} ${ONLY_HERE}`.trim())
  }
}
