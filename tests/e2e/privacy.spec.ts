import { expect, test } from '../support/test'
import { expectAccessible } from '../support/axe'
import { hostPage } from '../support/host-page'
import { simulated, visit } from '../support/page'

test.describe('of somebody who was never here', () => {
  test.use({ isFirstVisit: true })

  test('a visit leaves no cookie, and in the browser’s storage only what the page on it names', async ({
    page,
    context
  }) => {
    await page.goto('/?beta=4&cycles=1')
    await page.getByRole('link', { name: 'What is logged and kept' }).click()
    await expect(page.getByRole('heading', { name: 'What is logged and kept' })).toBeVisible()
    await page.goto('/embed?beta=4&cycles=1')
    await page.goto('/?cycles=1')
    expect(await context.cookies()).toEqual([])
    const kept = () => page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])
    const [local, session] = await kept()
    expect(local).toEqual([])
    // Where one had scrolled to, and what a page asks to find again, which no page here does.
    for (const key of session) expect(key).toMatch(/^sveltekit:(scroll|snapshot)$/)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  })
})

test('a page that is followed out of the tool is not told where from', async ({ page }) => {
  const host = await hostPage('<p>elsewhere</p>')
  await page.goto('/?beta=4&cycles=1')
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: 'away' })
    document.body.append(link)
    link.click()
  }, host.origin)
  await page.waitForURL(host.origin)
  expect(await page.evaluate(() => document.referrer)).toBe('')
  await host.close()
})

test('pasted durations are kept under the name that the page gives, and gone once they are forgotten', async ({
  page
}) => {
  await page.goto('/privacy')
  const [name] = /xfetch-tuner\.\w+/.exec(await page.locator('table').innerText())!
  await page.goto('/?cycles=1')
  await simulated(page)
  const keys = () => page.evaluate(() => Object.keys(localStorage))
  await page
    .locator('main details')
    .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
  await page.getByRole('radio', { name: 'Measured', exact: true }).check()
  await page.getByLabel('Durations').fill('150 152 154 156 158')
  await expect.poll(keys).toEqual([name])
  await page.getByRole('button', { name: 'Forget these' }).click()
  expect(await keys()).toEqual([])
})

test('shortcuts that were turned off stay so under the name that the page gives, and turned on leave nothing', async ({
  page
}) => {
  await page.goto('/privacy')
  const row = await page.getByRole('row', { name: /single-character shortcuts/ }).innerText()
  const [name] = /xfetch-tuner\.\w+/.exec(row)!
  await visit(page, '/?cycles=1')
  const keys = () => page.evaluate(() => Object.keys(localStorage))
  const box = page.getByRole('checkbox', { name: 'Single characters are shortcuts' })
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  expect(await keys()).toEqual([])
  await box.uncheck()
  expect(await keys()).toEqual([name])
  await box.check()
  expect(await keys()).toEqual([])
})

test('others may keep a reply for the day that the page tells of', async ({ page, request }) => {
  await page.goto('/privacy')
  await expect(page.getByRole('row', { name: /Preview pictures and replies/ })).toContainText('Up to a day')
  for (const path of ['/card.png', '/api/v1/predict'])
    expect((await request.get(path)).headers()['cache-control']).toBe(`public, max-age=${24 * 60 * 60}`)
})

for (const path of ['/privacy', '/nowhere?beta=4']) {
  test(`${path} is accessible at 320 px, in light and dark`, async ({ page }) => {
    await page.goto(path)
    await expectAccessible(page, { widths: [320], height: 640 })
  })
}
