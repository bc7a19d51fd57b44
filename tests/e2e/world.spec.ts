import { expect, test, type Locator, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { alive, drawn, simulated, verdict, words } from '../support/page'

const option = (page: Page, legend: string) => page.getByRole('group', { name: legend })
const effect = async (page: Page, legend: string) =>
  (await option(page, legend).locator('.effect').innerText()).replace(/[\u00a0\u202f]/g, ' ')
const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check()

/** The page with its scripts running and the panel open. */
async function visit(page: Page, link: string) {
  await page.goto(link)
  await expect(page.getByText(/Simulating|cycles a second/)).toBeVisible()
  const panel = page.locator('details.world')
  if (!(await panel.evaluate((details: HTMLDetailsElement) => details.open)))
    await panel.locator(':scope > summary').click()
}

const query = (page: Page) => new URL(page.url()).searchParams

/** Durations near 200 ms, between a heading and a nought. */
const COLUMN = ['duration_ms', ...Array.from({ length: 60 }, (_, i) => 150 + 2 * i), '0'].join('\n')

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })

  test('the folded panel says how the cache behaves', async ({ page }) => {
    await page.goto('/')
    expect(await words(page, '.world > summary')).toContain(
      'Assumes no coordination of rebuilds, requests at random (Poisson), a fixed rebuild time.'
    )
    await expect(page.locator('.world')).not.toHaveAttribute('open')
  })

  test('of a link that departs from that it says how, folded', async ({ page }) => {
    await page.goto('/?coord=lock&resolution=1s')
    expect(await words(page, '.world > summary')).toMatch(/lock/)
    expect(await words(page, '.world > summary')).toMatch(/1 s/)
  })
})

test('a lock makes duplicates vanish, says so, and stands in the link', async ({ page }) => {
  await visit(page, '/?keys=hot:1000/s&cycles=1')
  expect(await effect(page, 'Coordination of rebuilds')).toContain(
    'A lock would save the hot key 1.72 duplicates per cycle: 105 rebuilds an hour.'
  )
  await choose(page, 'Lock')
  expect(await effect(page, 'Coordination of rebuilds')).toBe(
    'The lock saves the hot key 1.72 duplicates per cycle: 105 rebuilds an hour.'
  )
  expect(await verdict(page)).toContain('0 duplicate')
  await expect(page).toHaveURL(/coord=lock/)
  await choose(page, 'Per host or process')
  await page.getByLabel('Hosts or processes').fill('20')
  expect(await effect(page, 'Coordination of rebuilds')).toContain(
    'Coalescing in 20 hosts or processes cuts the hot key’s duplicates from 1.72 to 1.5 per cycle.'
  )
  await expect(page).toHaveURL(/coord=coalesce:20/)
  await page.getByLabel('Hosts or processes').blur()
  await page.goBack()
  await expect(page.getByLabel('Hosts or processes')).toHaveValue('4')
})

test('bursts leave a hot key unprotected, and the page says by how much', async ({ page }) => {
  await visit(page, '/?keys=hot:50/s&cycles=200')
  await choose(page, 'In bursts')
  await expect(page).toHaveURL(/arrivals=burst:60s:9m:5/)
  // What an operator knows gives the mean and the ratio of the link: 500/s for 2 s and 20/s for 18 s are 68/s.
  await page.getByLabel('A peak lasts').fill('2 s')
  await page.getByLabel('Quiet lasts').fill('18 s')
  await page.getByLabel('Quiet rate').fill('20/s')
  await page.getByLabel('Peak rate').fill('500/s')
  await expect(page).toHaveURL(/keys=hot:68\/s&arrivals=burst:2s:18s:25/)
  await expect
    .poll(() => effect(page, 'Requests come'))
    .toMatch(/^In peaks of 500 req\/s for 2 s, between them 20 req\/s for 18 s/)
  await page.getByLabel('Quiet rate').fill('0')
  await expect(page).toHaveURL(/keys=hot:50\/s&arrivals=burst:2s:18s(&|$)/)
  await expect
    .poll(() => effect(page, 'Requests come'))
    .toMatch(
      /^In bursts of 2 s with pauses of 18 s, the hot key’s late refreshes rise from [\d.]+ % to 8\d[\d.]* ± [\d.]+ %\. Its rebuilds rise/
    )
  // Off and on again, they are as they were.
  await choose(page, 'Evenly')
  await choose(page, 'In bursts')
  await expect(page.getByLabel('Quiet lasts')).toHaveValue('18s')
})

test('an expiry cut to whole seconds refreshes half a second earlier', async ({ page }) => {
  await visit(page, '/?keys=hot:1000/s&cycles=200')
  await choose(page, 'Cut down')
  await expect
    .poll(() => effect(page, 'Stored expiry'))
    .toMatch(/the hot key’s refreshes come 0\.(4[6-9]|5[0-4])\d* ± 0\.\d+ s earlier on average/)
  // Whoever types 0.5 passes through 0, and the field stays.
  const field = page.getByLabel('To multiples of')
  await field.fill('0')
  await field.fill('0.5s')
  await expect(page).toHaveURL(/resolution=0\.5s/)
})

test('options without a closed form are told together', async ({ page }) => {
  await visit(page, '/?keys=hot:50/s&arrivals=burst:2s:18s&cv=0.5&cycles=200')
  await expect
    .poll(() => words(page, '.joint'))
    .toContain(
      'Together. In bursts of 2 s with pauses of 18 s and with a rebuild time that varies (cv 0.5), the hot key’s late refreshes rise'
    )
})

test('p50 and p99 stand in the link as they were typed, and set the mean and the cv', async ({ page }) => {
  await visit(page, '/?keys=hot:50/s&cycles=1')
  await choose(page, 'p50, p99')
  const said = option(page, 'Rebuild time')
  await page.getByLabel('p50, median').fill('100 ms')
  await page.getByLabel('p99', { exact: true }).fill('1 s')
  await expect(page).toHaveURL(/p50=100ms&p99=1s/)
  // σ = ln 10/2.3263 = 0.98979: mean 100 ms·e^(σ²/2) = 163.205 ms, cv = √(e^(σ²) − 1) = 1.2898.
  await expect(said).toContainText(/Mean 163\sms, cv 1\.29\./)
  // A pair that cannot be is said, and not used.
  await page.getByLabel('p99', { exact: true }).fill('50 ms')
  await expect(said).toContainText(/Not used: p99, 50\sms, is below p50, 100\sms/)
  expect(query(page).get('p99')).toBe('1s')
  await page.getByLabel('p50, median').fill('20 ms')
  await expect(said).not.toContainText('Not used')
  // σ = ln 2.5/2.3263 = 0.39388: mean 20 ms·e^(σ²/2) = 21.6 ms.
  await expect(said).toContainText(/Mean 21\.6\sms/)
  await expect(page).toHaveURL(/p50=20ms&p99=50ms/)
})

test('pasted durations stay on the machine: kept over a reload, in no request, and forgotten on demand', async ({
  page
}) => {
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()}\n${request.postData() ?? ''}`))
  await visit(page, '/?keys=hot:50/s&cycles=1')
  await choose(page, 'Measured')
  const text = page.getByLabel('Durations')
  await text.fill(COLUMN)
  await expect(option(page, 'Rebuild time')).toContainText(
    '60 durations in milliseconds, from column “duration_ms”; 1 zero or negative, skipped.'
  )
  // The mean of 150, 152 … 268 is 209 ms.
  await expect.poll(() => Number.parseFloat(query(page).get('delta') ?? '')).toBeCloseTo(0.209, 3)

  await page.reload()
  await visit(page, page.url())
  await choose(page, 'Measured')
  await expect(text).toHaveValue(COLUMN)
  await expect(option(page, 'Rebuild time')).toContainText('60 durations')
  // A blob’s address is random, and leads to no server.
  for (const request of sent.filter((one) => !one.startsWith('blob:')))
    expect(request).not.toMatch(/duration_ms|158|266/)
  expect(page.url()).not.toMatch(/158|266/)

  await page.getByRole('button', { name: 'Forget these' }).click()
  await expect(text).toHaveValue('')
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('158')
  await visit(page, page.url())
  await choose(page, 'Measured')
  await expect(text).toHaveValue('')
})

test('what is not certain about pasted durations is asked, and nothing else changes meanwhile', async ({
  page
}) => {
  await visit(page, '/?keys=hot:50/s&cycles=1')
  await choose(page, 'Measured')
  const text = page.getByLabel('Durations')
  const said = option(page, 'Rebuild time')
  await text.fill('1,25\n2,50\n0,75')
  await expect(said).toContainText('Which unit is 1,25 in? Still 250\u202fms.')
  await said.getByRole('button', { name: 'seconds', exact: true }).press('Enter')
  await expect(said).toContainText('3 durations in seconds, with a decimal comma.')
  await expect.poll(() => Number.parseFloat(query(page).get('delta') ?? '')).toBeCloseTo(1.5, 0)

  const { searchParams } = new URL(page.url())
  await text.fill('1719830400\n1719830401')
  await expect(said).toContainText('No durations were found: it holds points in time.')
  await expect(said).toContainText('Still 1.')
  expect(new URL(page.url()).searchParams.get('delta')).toBe(searchParams.get('delta'))
})

test('a button partly under the β slider is pressed all the same, however long the press takes', async ({
  page
}) => {
  await visit(page, '/?keys=hot:50/s&cycles=1')
  await alive(page)
  const add = page.getByRole('button', { name: 'Add a key' })
  const box = async (one: Locator) => (await one.boundingBox())!
  const slider = page.locator('#cache > .beta')
  const before = await box(add)
  // β sticks to the foot of a window that is too low for it, 4 px above its edge, and covers half of the button.
  const foot = before.y + before.height / 2 + (await box(slider)).height + 4
  await page.setViewportSize({ width: 1280, height: Math.round(foot) })
  await drawn(page)
  const { x, y, height } = await box(add)
  expect((await box(slider)).y).toBeLessThan(y + height - 5)
  await page.mouse.move(x + 10, y + 5)
  await page.mouse.down()
  await drawn(page)
  await page.mouse.up()
  await expect(page.locator('.keys > fieldset')).toHaveCount(2)
})

test('where the browser keeps nothing, durations are read all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('no', 'SecurityError')
      }
    })
  })
  await visit(page, '/?cycles=1')
  await choose(page, 'Measured')
  await page.getByLabel('Durations').fill(COLUMN)
  await expect(option(page, 'Rebuild time')).toContainText('lost when you leave the page')
  await expect(page).toHaveURL(/cv=0\.1/)
})

test('an implementation says what it does differently, with its source, and stands beside the paper', async ({
  page
}) => {
  await visit(page, '/?keys=hot:1000/s&cycles=1')
  await page.getByLabel('Implementation').selectOption('symfony')
  await expect(page).toHaveURL(/lens=symfony/)
  expect(await words(page, '.world > summary')).toContain('the rule as in Symfony Cache')
  const panel = page.locator('.world .implementation')
  await expect(panel).toContainText('symfony/cache, LockRegistry.php')
  await panel.getByLabel('Where the values are kept').selectOption('files')
  await panel.getByLabel('Where expiresAfter() is called').selectOption('last')
  await expect(page).toHaveURL(/lens=symfony&store=files&expires=last/)
  expect(await words(page, '.world > summary')).toContain('Symfony Cache (files, expiresAfter last)')
  await expect(panel.getByRole('row', { name: /Rebuilds each time/ })).toContainText(/2\.72\s*1/)
  await page.getByLabel('Implementation').selectOption('paper')
  await expect(panel.getByRole('table')).toHaveCount(0)
  await expect(page).not.toHaveURL(/store|expires/)
})

test('keys are added, renamed and removed by keyboard', async ({ page }) => {
  await visit(page, '/?cycles=1')
  await page.getByRole('button', { name: 'Add a key' }).press('Enter')
  await expect(page).toHaveURL(/keys=hot:1000\/s,cold:0\.5\/s,warm:20\/s/)
  const added = page.locator('.keys > fieldset').nth(2)
  await expect(added.getByLabel('Request rate')).toBeFocused()
  await added.locator('summary').press('Enter')
  await added.getByLabel('Name').fill('hot')
  await added.getByLabel('Name').press('Enter')
  await expect(added).toContainText('another key is named hot: using hot 2')
  await expect(page).toHaveURL(/hot%202:20\/s/)
  // In sight beside the name, with nothing to unfold.
  await page.getByRole('button', { name: 'Remove hot', exact: true }).press('Enter')
  await expect(page.getByText('Removed hot.', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/keys=cold:0\.5\/s,hot%202:20\/s/)
  await page.getByRole('button', { name: 'Remove hot 2' }).press('Enter')
  // The last one stays.
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0)
})

test('on a touch screen a key is removed by a button as large as a finger', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 320, height: 700 }
  })
  const page = await context.newPage()
  await visit(page, '/?cycles=1')
  const remove = page.getByRole('button', { name: 'Remove cold' })
  const { width, height } = (await remove.boundingBox())!
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
  await remove.tap()
  await expect(page).toHaveURL(/keys=hot:1000\/s&cycles=1$/)
  await context.close()
})

test('the panel can be worked by keyboard, and opening it moves nothing above it', async ({ page }) => {
  await page.goto('/?cycles=1')
  await expect(page.getByText(/Simulating|cycles a second/)).toBeVisible()
  const summary = page.locator('.world > summary')
  await summary.focus()
  // Also where the column sticks to the window.
  await page.evaluate(() => scrollTo(0, 900))
  const before = await summary.boundingBox()
  await page.keyboard.press('Enter')
  const none = page.getByRole('radio', { name: 'None' })
  await expect(none).toBeVisible()
  expect((await summary.boundingBox())!.y).toBeCloseTo(before!.y, 0)
  await page.keyboard.press('Tab')
  await expect(none).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Lock' })).toBeChecked()
  await expect(page).toHaveURL(/coord=lock/)
})

test('the open panel is accessible at each width, in light and dark', async ({ page }) => {
  await visit(page, '/?keys=hot:50/s&coord=coalesce:8&arrivals=burst:2s:18s&resolution=1s&cycles=200')
  await choose(page, 'Measured')
  // Two kinds of rebuild, so that the caution shows, too.
  await page.getByLabel('Durations').fill('ms\n' + '20\n21\n22\n2000\n2001\n2002\n'.repeat(20))
  await page.locator('.keys summary').first().click()
  await simulated(page)
  await expectAccessible(page)
})

for (const width of [1280, 390])
  test(`at ${width} px the number of hosts is shown whole beside its label`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await visit(page, '/?coord=coalesce:8&cycles=1')
    const field = page.locator('.world .field', { has: page.getByLabel('Hosts or processes') })
    await expect(field.locator('p')).toHaveText('8')
    expect(await field.locator('p').evaluate((said) => said.scrollWidth - said.clientWidth)).toBe(0)
  })
