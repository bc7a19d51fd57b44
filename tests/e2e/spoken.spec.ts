import { expect, test, type Page } from '../support/test'
import { listen, simulated, visit } from '../support/page'

/** All is said that was to be said: the simulation has ended, and more time has passed than the voice waits. */
async function silence(page: Page) {
  await simulated(page)
  await page.clock.runFor(5_000)
}
const slider = (page: Page) => page.getByRole('slider', { name: 'β', exact: true })

test('β moved through twenty values is told once, after it rests, in words', async ({ page }) => {
  await page.clock.install()
  await visit(page, '/?beta=1&cycles=1')
  await silence(page)
  const heard = await listen(page)
  await slider(page).focus()
  // A busy machine may take so long between two of them that β would rest.
  await page.clock.pauseAt(Date.now() + 60_000)
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight')
  await page.clock.resume()
  await expect.poll(heard).not.toEqual([])
  await silence(page)
  const told = await heard()
  expect(told).toHaveLength(1)
  const [words] = told
  const beta = await page.getByLabel('β, typed').inputValue()
  expect(words).toMatch(new RegExp(`^At β ${beta} the hot key refreshes [\\d.]+ seconds before expiry`))
  expect(words).toContain(' percent of its TTL')
  expect(words).not.toMatch(/[%<>±=\u202f]/)
})

test('undo and redo are told together with what they came to', async ({ page }) => {
  await page.clock.install()
  await visit(page, '/?beta=4&cycles=1')
  await page.getByLabel('β, typed').fill('2')
  await expect(page).toHaveURL(/beta=2/)
  await silence(page)
  const heard = await listen(page)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(heard).toEqual([expect.stringMatching(/^Undone: β from 2 to 4\. At β 4 /)])
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect.poll(heard).toHaveLength(2)
  expect((await heard())[1]).toMatch(/^Redone: β from 4 to 2\. At β 2 /)
})

test('what is pinned, and what then differs from it, is told', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1')
  const heard = await listen(page)
  await page.getByRole('link', { name: 'Pin as A' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(heard).toEqual(['Pinned as A.'])
  // What was pressed is gone; the focus is not.
  await expect(page.getByRole('link', { name: 'Swap' })).toBeFocused()
  await page.getByLabel('β, typed').fill('2')
  await expect.poll(heard).toHaveLength(2)
  expect((await heard())[1]).toMatch(/^At β 2 .* Compared with A: β from 4 to 2\.$/)
})

test('a field tells what it has read with its unit, and what it cannot read, by the one voice', async ({
  page
}) => {
  await visit(page, '/?cycles=1')
  const heard = await listen(page)
  const rate = page.getByRole('textbox', { name: 'Request rate' }).first()
  await expect(rate).toHaveAccessibleDescription('1000 requests a second')
  await rate.fill('')
  await rate.pressSequentially('2000/s')
  await expect.poll(heard).toHaveLength(1)
  expect((await heard())[0]).toMatch(/^Request rate: 2000 requests a second\. At β 1 /)
  await rate.fill('2000/fortnight')
  await expect.poll(heard).toHaveLength(2)
  expect((await heard())[1]).toMatch(/^Request rate: .*Still using 2000 requests a second\.$/)
  await expect(rate).toHaveAccessibleDescription(/Still using/)
})

test('every slider has a name that stays and a value in words', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '4, refreshes earlier')
  await page.goto('/learn/model')
  await page.waitForLoadState('load')
  for (const one of await page.getByRole('slider').all()) {
    await expect(one).toHaveAccessibleName(/\S/)
    const value = (await one.getAttribute('aria-valuetext')) ?? ''
    expect(value).toMatch(/\d/)
    expect(value).not.toMatch(/[%<>±\u202f]|\d ?(ms|s|min|h|req)\b/)
  }
})

test('links lead past the head of the page, and past the controls to the answer', async ({ page }) => {
  await visit(page, '/?cycles=1')
  await page.keyboard.press('Tab')
  const first = page.getByRole('link', { name: 'Skip to the content' })
  await expect(first).toBeFocused()
  await expect(first).toBeInViewport()
  const second = page.getByRole('link', { name: 'Skip the controls' })
  await second.focus()
  await expect(second).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('#answer') !== null)).toBe(true)
})

test('a page that is not there has one main part, headings without gaps, and a name for all that can be used', async ({
  page
}) => {
  await page.goto('/nowhere')
  await expect(page.getByRole('main')).toHaveCount(1)
  const levels = await page
    .getByRole('heading')
    .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
  expect(levels[0]).toBe(1)
  for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(await page.title()).not.toBe('')
  for (const role of ['link', 'button', 'textbox', 'slider', 'combobox', 'radio', 'img'] as const)
    for (const one of await page.getByRole(role).all()) await expect(one).toHaveAccessibleName(/\S/)
})
