import { expect, test, type Page } from '../support/test'
import { simulated, visit, words } from '../support/page'

const comparison = (page: Page) => words(page, 'section[aria-label="Comparison"]')
/** A row of the table of all figures. */
const row = (page: Page, label: string) =>
  words(page, `table:has(caption:text("Closed form")) tr:has-text("${label}")`)

test('a scenario is pinned as A, changed, and both are seen: in words, figures, table and link', async ({
  page
}) => {
  await visit(page, '/?cycles=1#large')
  await page.getByRole('link', { name: 'Pin as A' }).click()
  expect(await comparison(page)).toContain('nothing differs yet')
  await expect(page).toHaveURL(/\?cycles=1&pin=default#large$/)
  await page.getByLabel('β, typed').fill('4')
  await expect.poll(() => comparison(page)).toContain('β from 1 to 4.')
  await expect(page).toHaveURL(/\?beta=4&cycles=1&pin=default#large$/)
  // The ghosts of both windows and of the waste of both keys are named.
  expect(await page.locator('figure svg text:text-is("A"):visible').count()).toBeGreaterThanOrEqual(4)
  expect(await words(page, '#large figure >> nth=0')).toContain(
    'From A to now, the hot key’s mean refresh moves from 1.5 s to 7.5 s'
  )
  await page.getByRole('tab', { name: 'All figures' }).click()
  // The table is loaded only now.
  await expect.poll(() => row(page, 'Mean gap')).toContain('A: 1.52 s +5.96 s')
  expect(await row(page, 'Late refreshes')).toContain('A: 96 % −28 points')
})

test('what is pinned stays what it was when keys are renamed, added and removed', async ({ page }) => {
  await page.goto(
    '/?keys=hot:1000/s,new:5/s&pin.keys=hot:500/s,old:2/s,cold:1/s&pin.ttl=30s&cycles=1#figures'
  )
  const said = await comparison(page)
  expect(said).toContain('T from 30 s to 60 s')
  expect(said).toContain('hot rate from 500 req/s to 1000 req/s')
  expect(said).toContain('name from old to new')
  expect(said).toContain('cold is gone')
  // 3600 / (30 + 0.25 + 1/500) = 119.0, and 59.7 at twice the lifetime.
  expect(await row(page, 'Needed an hour')).toContain('A: 119 −59.3')
})

test('A and the present are swapped, and let go', async ({ page }) => {
  await visit(page, '/?beta=4&ttl=30s&cycles=1&pin.beta=2')
  await page.getByRole('link', { name: 'Swap' }).click()
  await expect(page).toHaveURL(/\?beta=2&cycles=1&pin\.beta=4&pin\.ttl=30s$/)
  expect(await comparison(page)).toContain('β from 4 to 2, T from 30 s to 60 s')
  await page.getByRole('link', { name: 'Unpin' }).click()
  await expect(page).toHaveURL(/\?beta=2&cycles=1$/)
  await page.goBack()
  await expect.poll(() => comparison(page)).toContain('β from 4 to 2')
})

test('what has no closed form is compared by simulation, with the same dice', async ({ page }) => {
  await page.goto(
    '/?keys=hot:10/s&arrivals=burst:2s:18s&cycles=1000&beta=4&pin.arrivals=burst:2s:18s&pin.keys=hot:10/s#figures'
  )
  await simulated(page)
  await expect.poll(() => row(page, 'Late refreshes')).toMatch(/A: \d+ % −[\d.]+ points/)
})

test('Back from another page finds the scenario and what was pinned, and a copied link costs no step', async ({
  page
}) => {
  await page.clock.install()
  await page.goto('/?beta=2&ttl=5m&cycles=1&v=1')
  await simulated(page)
  await page.clock.runFor(2_000)
  // Nothing has changed, so nothing is written: one Back leaves.
  expect(new URL(page.url()).search).toBe('?beta=2&ttl=5m&cycles=1&v=1')
  await page.getByRole('link', { name: 'Pin as A' }).click()
  await page.getByLabel('β, typed').fill('4')
  await expect(page).toHaveURL(/\?beta=4&ttl=5m&cycles=1&pin\.beta=2&pin\.ttl=5m$/)
  await page.getByRole('link', { name: 'The model' }).click()
  await expect(page).toHaveURL(/learn\/model$/)
  await page.goBack()
  await expect.poll(() => comparison(page)).toContain('β from 2 to 4.')
  await page.clock.runFor(2_000)
  expect(new URL(page.url()).search).toBe('?beta=4&ttl=5m&cycles=1&pin.beta=2&pin.ttl=5m')
})

test('two rare keys are compared in one unit of time', async ({ page }) => {
  await page.goto('/?ttl=10m&coord=lock&cycles=1&pin=default#large')
  const said = await words(page, '#large figure:has-text("Wasted rebuilds an hour")')
  expect(said).not.toMatch(/a (day|year) an hour/)
  expect(said).toMatch(/cold key’s premature rebuilds go from [\d.]+ to [\d.]+ (an hour|a day)/)
})

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })

  test('a link shows both, and pins, swaps and lets go by links', async ({ page }) => {
    await page.goto('/?beta=4')
    await page.getByRole('link', { name: 'Pin as A' }).click()
    await expect(page).toHaveURL(/\?beta=4&pin\.beta=4$/)
    await page.goto('/?beta=4&pin=default')
    expect(await comparison(page)).toContain('β from 1 to 4.')
    expect(await words(page, 'figure >> nth=0')).toMatch(/A 61 % missed/)
    await page.getByRole('link', { name: 'Unpin' }).click()
    await expect(page).toHaveURL(/\?beta=4$/)
  })
})
