import { expect, test } from '../support/test'
import { visit } from '../support/page'

test('A run ends with a line on the agreement of closed form and simulation', async ({ page }) => {
  await visit(page, '/?beta=4#figures')
  await expect(page.locator('[data-agreement="agree"]')).toHaveText(
    /agrees with .* simulated cycles per key\. Of \d+ figures, the (hot|cold) key’s .* differs most: by [\d.]+ standard errors?\./
  )
  await visit(page, '/?cv=0.5&cycles=200#figures')
  await expect(page.locator('[data-agreement="none"]')).toHaveText(/^No closed form covers a rebuild time/)
})

test('Window, waste and map give their numbers to the keyboard', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1#map')
  for (const [title, column] of [
    ['The early-refresh window', 'late, of cycles'],
    ['Wasted rebuilds an hour', 'wasted an hour, ± one standard error'],
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
