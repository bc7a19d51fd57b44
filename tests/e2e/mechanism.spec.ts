import { expect, test } from '../support/test'

const panel = '[aria-label="What XFetch does"]'

test('what XFetch does is said above the tuner until it is closed, and then it is not painted again', async ({
  page
}) => {
  await page.goto('/privacy')
  const row = await page.getByRole('row', { name: /closed the explanation/ }).innerText()
  const [name] = /xfetch-tuner\.\w+/.exec(row)!

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/?cycles=1')
  await expect(page.locator(panel)).toBeVisible()
  expect((await page.locator(panel).boundingBox())!.height).toBeLessThanOrEqual(110)
  await page.getByRole('button', { name: 'Close the explanation' }).click()
  await expect(page.locator(panel)).toBeHidden()
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([name])

  // The script in the head decides: of the page's own programs none is let through.
  await page.route('**/_app/**/*.js', (route) => route.abort())
  await page.reload()
  await expect(page.locator(panel)).toBeHidden()
})

test('what XFetch does is said in the first lesson, and not in an embed of the tuner', async ({ page }) => {
  await page.goto('/embed?cycles=1')
  await expect(page.locator('main')).toBeVisible()
  await expect(page.locator(panel)).toHaveCount(0)
  for (const path of ['/learn', '/embed']) {
    await page.goto(`${path}?lesson=beta-direction`)
    await expect(page.locator(panel)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Close the explanation' })).toHaveCount(0)
  }
})
