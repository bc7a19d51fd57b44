import { expect, test, type Page } from '@playwright/test'

const dots = (page: Page) => page.getByRole('figure', { name: /Fifty expiries of each key/ })
const alive = (page: Page) =>
  expect.poll(() => page.locator('.later:not([data-alive])').count(), { timeout: 30_000 }).toBe(0)
const open = async (page: Page, search: string) => {
  await page.goto(`/?${search}`)
  await alive(page)
}

test('Every key has fifty dots for its rebuilds and fifty for its refreshes', async ({ page }) => {
  for (const beta of [0, 1, 4]) {
    await open(page, `beta=${beta}`)
    const plots = dots(page).getByRole('img', { name: /fifty dots/ })
    await expect(plots).toHaveCount(4)
    for (const plot of await plots.all()) await expect(plot.locator('.dot')).toHaveCount(50)
  }
})

test('The sentence over the dots counts what the table counts', async ({ page }) => {
  await open(page, 'beta=1&keys=hot:1000/s')
  // P(S > n) = (1 − 1/e)^n: the dots at 6 and more are those above the share 1 − (1 − 1/e)^5 = 0.899, five.
  await expect(dots(page).locator('[data-says="size"]')).toHaveText(
    '5 in 50 expiries start six or more rebuilds.'
  )
  await dots(page).getByText('The numbers', { exact: true }).focus()
  await page.keyboard.press('Enter')
  const rows = dots(page).getByRole('row', { name: /rebuilds of one expiry/ })
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)))
  )
  expect(cells.filter(([size]) => size >= 6).reduce((sum, [, count]) => sum + count, 0)).toBe(5)
  expect(cells.reduce((sum, [, count]) => sum + count, 0)).toBe(50)
})

test('A run ends with a line on the agreement of closed form and simulation', async ({ page }) => {
  await open(page, 'beta=4')
  await expect(page.locator('[data-agreement="agree"]')).toHaveText(
    /simulated cycles a key agree: of \d+ figures the furthest apart is the (hot|cold) key’s .*, [\d.]+ standard errors?/,
    { timeout: 60_000 }
  )
  await open(page, 'cv=0.5')
  await expect(page.locator('[data-agreement="none"]')).toHaveText(
    /^There is no closed form for a rebuild time/
  )
})

test('Window, waste and map give their numbers to the keyboard', async ({ page }) => {
  await open(page, 'beta=4')
  for (const [title, column] of [
    ['The early-refresh window', 'late, of cycles'],
    ['Wasted rebuilds an hour', '± 2 standard errors'],
    ['Where β protects', 'β with the fewest rebuilds']
  ]) {
    const figure = page.getByRole('figure', { name: title })
    await expect(figure.getByRole('table')).toHaveCount(0)
    await figure.getByText('The numbers', { exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(figure.getByRole('columnheader', { name: column })).toBeVisible()
    expect(await figure.getByRole('table').innerText()).not.toMatch(/NaN|undefined|Infinity/)
  }
})
