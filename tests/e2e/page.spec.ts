import { expect, test, type Locator } from '../support/test'
import { alive, openShare, refuseClipboard, simulated, verdict, visit, watch, words } from '../support/page'

const LINK = '/?beta=4&ttl=60s&delta=250ms&keys=hot:1000/s,cold:0.5/s'

/** What is said under a field. */
const beside = (input: Locator) => input.locator('..').locator('p')

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })

  test('verdict, figures and table stand there for the URL that was asked for', async ({ page }) => {
    await page.goto(LINK)
    const text = await verdict(page)
    expect(text).toContain(
      'At β = 4 the hot key refreshes 7.5 s before expiry (12 % of its TTL) and starts 1.28 rebuilds each time'
    )
    expect(text).toContain('68 % of the cold key’s expiries still reach users')
    // Two windows and two panels of waste, each drawn with more than its axes; the rest waits for a click.
    expect(await page.locator('figure svg[role=img]:visible').count()).toBe(4)
    for (const svg of await page.locator('figure svg[role=img]:visible').all()) {
      const drawn = svg.locator('path:is([d*="L"], [d*="l"]), path[data-dots]:not([d=""])')
      expect(await drawn.count()).toBeGreaterThan(0)
    }
    expect(await words(page, 'figure >> nth=0')).toMatch(/hot mean 7\.48 s .*cold mean 1\.13 s/)
  })

  test('a key without a closed form has simulated figures', async ({ page }) => {
    await page.goto('/?keys=hot:10/s&arrivals=burst:2s:18s')
    expect(await verdict(page)).toMatch(/No closed form covers requests that come in bursts/)
    expect(await words(page, 'figure >> nth=0')).toMatch(/hot mean [\d.]+ m?s .*late 8\d %/)
  })
})

test('scripts change nothing of what the server drew, and nothing moves', async ({ page, browser }) => {
  const faults = watch(page)
  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await still.goto(new URL(LINK, test.info().project.use.baseURL).href)
  await page.addInitScript(() => {
    const shifts = ((window as unknown as { shifts: number[] }).shifts = [] as number[])
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(LINK)
  await expect(page.locator('progress')).toBeVisible()
  await simulated(page)
  expect(await verdict(page)).toBe(await verdict(still))
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  // Google's bound for a good page is 0.1; a figure that jumped would cost that much alone.
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)
  expect(faults).toEqual([])
  await still.context().close()
})

test('the simulation streams in, finishes, and agrees with the closed form', async ({ page }) => {
  await page.goto(`${LINK}#figures`)
  await simulated(page)
  // 26 values of β for two keys, three series each; zero waste has no place on a logarithmic axis.
  expect(await page.locator('figure').nth(1).locator('circle').count()).toBeGreaterThan(100)
  const row = await words(page, 'tr:has-text("Mean gap")')
  const numbers = /Mean gap 7\.48\d? s \(12 %\) ([\d.]+) ± ([\d.]+) s/.exec(row)
  expect(numbers, row).not.toBeNull()
  // Four standard errors of 20,000 cycles.
  expect(Math.abs(Number(numbers![1]) - 7.485)).toBeLessThan(4 * Number(numbers![2]) + 0.005)
})

test('β moves by keyboard; the link follows once it rests, and Back goes back', async ({ page }) => {
  await page.goto(`${LINK}&cycles=1`)
  await simulated(page)
  const slider = page.getByRole('slider', { name: /^β/ })
  await slider.focus()
  await page.keyboard.press('Home')
  await expect.poll(() => verdict(page)).toContain('With β = 0, early refresh is off')
  await expect(page).toHaveURL(/beta=0/)
  await page.keyboard.press('End')
  await expect.poll(() => verdict(page)).toContain('At β = 100')
  await expect(page).toHaveURL(/beta=100/)
  await page.goBack()
  await expect.poll(() => verdict(page)).toContain('With β = 0, early refresh is off')
  await page.goBack()
  await expect.poll(() => verdict(page)).toContain('At β = 4')
})

test('a larger β never refreshes later, read off the page as β is raised', async ({ page }) => {
  await visit(page, '/?cycles=1')
  const meanGap = async () => {
    const gap = Number(/mean ([\d.]+) (ms|s)/.exec(await words(page, 'figure >> nth=0'))![1])
    return gap > 100 ? gap / 1000 : gap
  }
  let before = -1
  for (const beta of ['0.5', '1', '2', '4', '8']) {
    await page.getByLabel('β, typed').fill(beta)
    await expect.poll(() => verdict(page)).toContain(`β = ${beta} `)
    // The figure follows the verdict by a frame.
    await expect.poll(meanGap).toBeGreaterThan(before)
    before = await meanGap()
  }
})

const quantities: [string, string, string][] = [
  ['Time to live', '5 min', '5 min'],
  ['Rebuild time', '3 * 80 ms', '240 ms'],
  ['Rebuild time', '250ms', '250 ms'],
  ['Request rate', '40k/h', '11.11 req/s'],
  ['Request rate', '1200 req/s', '1200 req/s']
]
test('fields take quantities with units and formulas, and read them back', async ({ page }) => {
  await visit(page, '/?cycles=1')
  for (const [field, typed, read] of quantities) {
    const input = page.getByRole('textbox', { name: field }).first()
    await input.fill(typed)
    await expect(beside(input), `${field}: ${typed}`).toHaveText(
      new RegExp(read.replace(' ', '[\\s\\u202f]'))
    )
  }
})

test('what cannot be read is told beside the field, and the last good figure is kept', async ({ page }) => {
  await visit(page, `${LINK}&cycles=1`)
  const before = await verdict(page)
  const input = page.getByRole('textbox', { name: 'Rebuild time' }).first()
  await input.fill('soon')
  await expect(input).toHaveAttribute('aria-invalid', 'true')
  await expect(beside(input)).toContainText('Still using 250')
  expect(await verdict(page)).toBe(before)
  await input.fill('-3 s')
  await expect(beside(input)).toHaveText(/^Rebuild time has to be above 0\. Still using 250\sms\.$/)
  await input.fill('3-5s')
  await expect(beside(input)).toHaveText(
    /^3-5s is a range; write one value, such as its middle, 4s\. Still using 250\sms\.$/
  )
  expect(await verdict(page)).toBe(before)
  await input.fill('1.000 s')
  await expect(beside(input)).toHaveText(/^1\.000 s is read as 1 s; write 1000s if you mean that\.$/)
  await input.fill('0,25 s')
  await expect(beside(input)).toHaveText(/^250\sms$/)
  await input.fill('90 s')
  await expect(beside(input)).toContainText('above the time to live')
})

test('a time to live typed key by key keeps the rebuild time, and is one step of undo', async ({ page }) => {
  await visit(page, '/?ttl=5m&delta=1.2s&cycles=1')
  const [ttl, delta] = [
    page.locator('#cache').getByLabel('Time to live').first(),
    page.locator('#cache').getByLabel('Rebuild time').first()
  ]
  await ttl.press('Control+a')
  await page.keyboard.press('1')
  await expect(beside(delta)).toContainText(
    /Rebuild time\s+1\.2\ss is above the time to live;\s+using 1\ss until that is longer/
  )
  await page.keyboard.press('h')
  await expect(beside(delta)).toHaveText(/^1\.2\ss$/)
  await ttl.blur()
  await expect(page).toHaveURL(/\?ttl=1h&delta=1\.2s&cycles=1$/)
  // The other way round: what does not fit yet waits.
  await delta.press('Control+a')
  await delta.pressSequentially('2h')
  await expect(beside(delta)).toContainText(/using 1\sh until/)
  await delta.blur()
  await ttl.press('Control+a')
  await ttl.pressSequentially('1d')
  await ttl.blur()
  await expect(page).toHaveURL(/\?ttl=1d&delta=2h&cycles=1$/)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page).toHaveURL(/\?ttl=1h&delta=1h&cycles=1$/)
})

test('the calculator is loaded only when a plain quantity does not do', async ({ page }) => {
  const scripts: string[] = []
  page.on('request', (request) => request.url().endsWith('.js') && scripts.push(request.url()))
  await visit(page, '/?cycles=1')
  await page.getByRole('textbox', { name: 'Time to live' }).first().fill('5 min')
  await expect(page).toHaveURL(/ttl=5m/)
  const before = scripts.length
  await page.getByRole('textbox', { name: 'Time to live' }).first().fill('2 h / 7')
  await expect(page.locator('.field').first().locator('p')).toContainText(/17\smin\s9\ss/)
  expect(scripts.length).toBeGreaterThan(before)
})

test('Copy link copies the link as it was typed, versioned', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await visit(page, '/?delta=0.25s&beta=4.0&keys=hot:1000/s,cold:30/min&cycles=1')
  await openShare(page)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${baseURL}/?beta=4&delta=0.25s&keys=hot:1000/s,cold:30/min&cycles=1&v=1`
  )
})

test('where the clipboard is refused, the link is shown and selected', async ({ page }) => {
  await refuseClipboard(page)
  await visit(page, `${LINK}&cycles=1`)
  await openShare(page)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const field = page.getByLabel('Link to this scenario')
  await expect(field).toBeFocused()
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('/?beta=4&cycles=1&v=1')
})

test('the waste figure sweeps Δ or the rate, and the link says so', async ({ page }) => {
  await page.goto(`${LINK}&cycles=1`)
  await simulated(page)
  await page.locator('figure').nth(1).getByRole('combobox').selectOption('rate')
  await expect(page).toHaveURL(/sweep=rate/)
  await expect(page.locator('figure').nth(1)).toContainText('request rate')
  await simulated(page)
  await page.locator('figure').nth(1).getByRole('combobox').selectOption('delta')
  await expect(page).toHaveURL(/sweep=delta/)
  await expect(page.locator('figure').nth(1)).toContainText('rebuild time Δ')
})

test('the explanation of a figure is one key press away', async ({ page }) => {
  await page.goto(`${LINK}&cycles=1#figures`)
  const summary = page.locator('summary', { hasText: 'Late refreshes' })
  await summary.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('This figure says whether XFetch protects the key')).toBeVisible()
})

/** Each parameter is read by itself, so one link has nonsense in several. */
const nonsense = [
  '/?beta=abc&keys=',
  '/?beta=-3&ttl=-5s&keys=:::,,,',
  '/?beta=NaN&ttl=Infinity&delta=-Infinity',
  `/?beta=1e400&ttl=1e400s&keys=${'x'.repeat(3000)}:5/s`,
  '/?ttl=0&delta=0&keys=%00:1/s,%F0%9F%94%A5:5/s',
  '/?delta=10d&ttl=1ms&keys=a:1/s,a:2/s,b:x,c:0/s,d:1e99/s,e:1/s,f:1/s,g:1/s',
  '/?coord=coalesce:0&arrivals=burst:0s:0s&cv=99&resolution=-1s',
  '/?coord=coalesce:1e9&sweep=nothing&cycles=0&seed=-1&keys=%3Cscript%3Ealert(1)%3C/script%3E:5/s',
  '/?cycles=1&keys=hot:1e9/s&beta=1000',
  '/?ttl=1ms&delta=1ms&keys=x:1e-9/s',
  '/?beta=1000&ttl=10y&delta=10d&keys=hot:1e9/s,cold:1e-9/s',
  '/?sweep=rate&beta=0&keys=hot:1e9/s,cold:1e-9/s',
  '/?beta=0.001&keys=hot:1e6/s',
  '/?ttl=5s&delta=1s&keys=hot:20/s&beta=8',
  '/?%&=&&?&beta&ttl=%E0%A4%A&ttl.cold=x&delta.nobody=5s&ttl.hot=1ms',
  '/?sweep=delta&ttl=1ms&delta=1us',
  '/?arrivals=even&keys=a:1e5/s,b:1e-9/s'
]
for (const link of nonsense) {
  test(`stands upright at ${link.slice(0, 70)}`, async ({ page }) => {
    const faults = watch(page)
    // How many cycles are simulated, where the link leaves it open, changes nothing of what is looked at here.
    const response = await page.goto(/cycles=/.test(link) ? link : `${link}&cycles=1`)
    expect(response!.status()).toBe(200)
    await simulated(page)
    // The notes may say that NaN is not a number.
    await page.getByLabel('About this link').evaluateAll((notes) => notes.forEach((note) => note.remove()))
    expect(await page.locator('body').innerText()).not.toMatch(/NaN|Infinity|undefined|\[object/)
    expect(await page.locator('main').innerHTML()).not.toMatch(/NaN|Infinity|undefined/)
    expect(await verdict(page)).toMatch(/\d/)
    for (const svg of await page.locator('figure svg[role=img]:visible').all()) {
      expect(await svg.locator('path[d^="M"], circle, rect').count()).toBeGreaterThan(0)
    }
    expect(faults).toEqual([])
  })
}

test('a group that is unfolded before the scripts have come stays open, and gets its fields', async ({
  page
}) => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_app/**/*.js', async (route) => {
    await gate
    await route.continue()
  })
  await page.goto(`${LINK}&cycles=1`, { waitUntil: 'commit' })
  const world = page.locator('details.world')
  await world.locator('summary').first().click()
  await expect(world).toHaveAttribute('open')
  release()
  await alive(page)
  await expect(world.getByRole('group', { name: 'Rebuild time' })).toBeVisible()
  // It is told that it is open: the second press folds it away.
  await world.locator('summary').first().click()
  await expect(world).not.toHaveAttribute('open')
})

test('each section has a link: it opens by tab, by key, by Back, and where an older link names a place in it', async ({
  page
}) => {
  await visit(page, `${LINK}&cycles=1#advice-title`)
  await expect(page.getByRole('tabpanel', { name: 'Why' })).toBeVisible()
  await page.getByRole('tab', { name: 'Map' }).click()
  await expect(page).toHaveURL(/#map$/)
  await expect(page.getByRole('tabpanel', { name: 'Map' }).getByRole('figure')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Replay' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tabpanel', { name: 'Replay' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('tabpanel', { name: 'Map' })).toBeVisible()
  // A second press folds it away, and β keeps its value.
  await page.getByRole('tab', { name: 'Map' }).click()
  await expect(page.getByRole('tabpanel')).toHaveCount(0)
  await expect(page).toHaveURL((url) => url.hash === '' && url.searchParams.get('beta') === '4')
})
