import { expect, test } from '../support/test'
import { expectAccessible } from '../support/axe'
import { alive, unfold, visit, words } from '../support/page'

const RULE = 'rule=left%20%3C%200.2%2Attl'
/** Every option of a cache, as its link is written. */
const EVERY =
  '?keys=hot:50/s,cold:0.5/s&stale.cold=10m&coord=lock&stale=30s&' +
  `${RULE}&instances=4&workers=50&jitter=0.1&lockttl=10s&losers=stale&origin=8&cycles=1`

test('a link with every option is read, written and drawn, and its controls are accessible', async ({
  page
}) => {
  await visit(page, `/${EVERY}`)
  await expect(page.locator('.notes')).toHaveCount(0)
  await page.locator('details.world > summary').click()
  for (const [label, value] of [
    ['Serve stale for', '30s'],
    ['To either side', '10%'],
    ['Chance that a request refreshes', 'left < 0.2*ttl'],
    ['Instances', '4'],
    ['Workers of each cache', '50'],
    ['Lapses after', '10s'],
    ['At full speed', '8']
  ])
    await expect(page.getByRole('textbox', { name: label }).last(), label).toHaveValue(value)
  await expect(page.getByRole('radio', { name: 'Old value' })).toBeChecked()
  expect(await page.locator('body').innerText()).not.toMatch(/NaN|undefined|Infinity/)
  // A change is written beside all the others, and undone.
  await page.getByRole('radio', { name: 'Waits', exact: true }).check()
  await expect(page).toHaveURL(/lockttl=10s&origin=8/)
  await page.goBack()
  await expect(page.getByRole('radio', { name: 'Old value' })).toBeChecked()
  expect(new URL(page.url()).search).toBe(EVERY)
  // An embed without an answer: that is not simulated here.
  await visit(page, `/embed${EVERY}&show=window`)
  await unfold(page, 'details.more, details.world')
  await expect(page.getByRole('textbox', { name: 'At full speed' })).toBeVisible()
  await expectAccessible(page, { widths: [1280, 390], state: 'all options' })
})

test('the rule of a link is read by every page that reads it in the browser', async ({ page }) => {
  const link = `?keys=key:5/s&${RULE}&cycles=1`
  const refused = page.getByText('is refused')
  await visit(page, '/?keys=key:5/s&cycles=1')
  await page.getByRole('link', { name: 'Share' }).first().isVisible()
  // Without a server’s answer: the address is pushed, and Back and Forward read it.
  await page.evaluate((link) => history.pushState({}, '', link), link)
  await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
  await expect.poll(() => words(page, '.assumes')).toContain('the rule left < 0.2*ttl')
  await page.goto(`/share${link}`)
  await expect(page.frameLocator('iframe').locator('main')).toBeVisible()
  expect(page.url()).toContain(RULE)
  await expect(refused).toHaveCount(0)
  await page.goto(`/learn${link}`)
  await expect(page.locator(`a[href*="${RULE}"]`).first()).toBeVisible()
  await expect(refused).toHaveCount(0)
  await page.goto(`/embed${link}`)
  await alive(page)
  await expect(refused).toHaveCount(0)
})
