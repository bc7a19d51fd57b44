import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { unfold, watch, words } from '../support/page'

const PAGE = '/learn/model'

const says = (page: Page, what: string) => words(page, `[data-says="${what}"]`)

/** Moves a slider of a figure to one of its 200 steps, as a keyboard or a hand would. */
const slide = (page: Page, figure: number, label: string, step: number) =>
  page
    .locator('figure')
    .nth(figure - 1)
    .getByRole('slider', { name: label })
    .fill(String(step))

const live = (page: Page) =>
  expect(async () => {
    await slide(page, 2, 'time left', 80)
    expect(await says(page, 'chance')).not.toBe('0.67 %')
    await slide(page, 2, 'time left', 40)
    expect(await says(page, 'chance')).toBe('0.67 %')
  }).toPass()

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })

  test('formulas, figures, tables, derivations, claims and checks stand there', async ({ page }) => {
    await page.goto(PAGE)
    expect(await page.locator('article math').count()).toBeGreaterThan(40)
    // Letters are there, not only boxes: the law of the gap by its text.
    await expect(page.locator('#gap ~ div math').first()).toContainText('exp')
    const figures = page.locator('figure')
    await expect(figures).toHaveCount(11)
    for (const figure of await figures.all()) {
      const drawn = figure.locator('svg[role=img]:visible').first()
      expect(await drawn.locator('path[d*="L"], rect, circle').count()).toBeGreaterThan(0)
    }
    expect(await says(page, 'chance')).toBe('0.67 %')
    expect(await says(page, 'size')).toBe('2.72')
    expect(await words(page, '#model ~ .scroll table')).toContain('lifetime of a value')
    expect(await words(page, '#checks ~ .scroll table')).toMatch(
      /mean stampede size 2\.17 2\.9 0\.525 −1\.4 mean TTL at the first refresh 2\.25 s 2\.15 s/
    )

    const derivation = page.locator('details').first()
    await derivation.locator('summary').click()
    await expect(derivation.locator('math').first()).toBeVisible()

    expect(await words(page, '#claim-chance .truth')).toBe('0.67 %.')
    expect(await words(page, '#claim-exactly-one .truth')).toContain('2.72 at β = 1; exactly one in 37 %')
    expect(await words(page, '#claim-raise .truth')).toContain('2.72 rebuilds a refresh at β = 1, 1.28 at 4')
    expect(await words(page, '#claim-every-key')).toContain('96 %')
    expect(await words(page, '#claim-whole-seconds .truth')).toContain('2.1 · 10−9')

    expect(Number(await says(page, 'comparisons'))).toBeGreaterThan(100)
    const worst = Number(await says(page, 'worst-z'))
    expect(worst).toBeGreaterThan(0.5)
    expect(worst).toBeLessThan(4)
    expect(await says(page, 'digits')).toMatch(/^\d\.\d · 10−1\d$/)
  })
})

test('a slider says its value, moves by keyboard, and changes the number that it stands for, up to its ends', async ({
  page
}) => {
  const faults = watch(page)
  await page.goto(PAGE)
  await live(page)
  await test.step('by keyboard', async () => {
    const knob = page.locator('figure').nth(4).getByRole('slider', { name: 'knob β' })
    const before = await knob.getAttribute('aria-valuetext')
    await knob.focus()
    await page.keyboard.press('ArrowRight')
    expect(await knob.getAttribute('aria-valuetext')).not.toBe(before)
  })
  await test.step('its number', async () => {
    // Each: figure, slider, step, what it says, and what that must be. β by hand: step 200 is the largest.
    await slide(page, 3, 'knob', 200)
    expect(await says(page, 'gap')).not.toBe('949 ms')
    await slide(page, 4, 'requests in a rebuild', 200)
    expect(await says(page, 'late')).toBe('< 0.01 %')
    await slide(page, 5, 'knob', 200)
    // e^(1/20)
    expect(await says(page, 'size')).toBe('1.05')
    await slide(page, 5, 'coalescing processes', 0)
    expect(await says(page, 'coalesced')).toBe('1')
    const bill = await says(page, 'bill')
    await slide(page, 6, 'knob', 100)
    expect(await says(page, 'bill')).not.toBe(bill)
    const best = await says(page, 'best')
    await slide(page, 9, 'rebuilds in a lifetime', 200)
    expect(Number(await says(page, 'best'))).toBeGreaterThan(Number(best))
  })
  await test.step('no cycle is refreshed later at a larger β, none earlier at a smaller', async () => {
    for (const step of [120, 160, 200]) {
      await slide(page, 8, 'the line in front', step)
      expect(await says(page, 'later')).toBe('0')
    }
    await slide(page, 8, 'the line in front', 0)
    expect(await says(page, 'earlier')).toBe('0')
  })
  await test.step('nothing is broken at the ends', async () => {
    const sliders = page.getByRole('slider')
    const count = await sliders.count()
    expect(count).toBeGreaterThan(12)
    for (const end of ['0', '200']) {
      for (let i = 0; i < count; i++) {
        await sliders.nth(i).fill(end)
        expect(await page.locator('article').innerHTML()).not.toMatch(/NaN|Infinity|undefined/)
      }
    }
  })
  expect(faults).toEqual([])
})

test('the site links to it, and it links to the tuner', async ({ page }) => {
  await page.goto('/?cycles=1')
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'The model' }).click()
  await expect(page.getByRole('heading', { name: 'The model, and how far to trust it' })).toBeVisible()
  await expect(page).toHaveTitle(/The model/)
  await page
    .getByRole('navigation', { name: 'Contents' })
    .getByRole('link', { name: 'Claims in the wild' })
    .click()
  await expect(page.locator('#claims')).toBeInViewport()
  await page.locator('#claim-raise').getByRole('link', { name: 'in the tuner' }).click()
  await expect(page).toHaveURL(/\/\?beta=4/)
  await expect(page.locator('section[aria-label="Verdict"]')).toContainText('β')
})

test('the model, all of it unfolded, is accessible at each width, in light and dark', async ({ page }) => {
  await page.goto(PAGE)
  await live(page)
  await unfold(page, 'article details')
  await expectAccessible(page)
})
