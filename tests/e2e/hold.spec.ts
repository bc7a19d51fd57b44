import { expect, test, type CDPSession, type Locator, type Page } from '../support/test'
import { plain, simulated, verdict, visit } from '../support/page'

const slider = (page: Page, name: string) => page.getByRole('slider', { name })
const wasteRule = (page: Page) => slider(page, 'Move β in the waste of the hot key')
const number = (page: Page, name: string) => page.getByRole('spinbutton', { name })
const beta = async (page: Page) => Number(await wasteRule(page).getAttribute('aria-valuenow'))

/** Where it stands once it stands still: what comes into sight may be drawn anew, and push others. */
async function middle(target: Locator) {
  await target.scrollIntoViewIfNeeded()
  let before = ''
  await expect
    .poll(async () => before === (before = JSON.stringify(await target.boundingBox())), {
      intervals: [150]
    })
    .toBe(true)
  const { x, y, width, height } = (await target.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}
/** Drags a mark by so many px; `meanwhile` happens before the mouse is let go. */
async function drag(page: Page, target: Locator, dx: number, dy: number, meanwhile = async () => {}) {
  const { x, y } = await middle(target)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx, y + dy, { steps: 8 })
  await meanwhile()
  await page.mouse.up()
}

test('β is dragged on the waste figure, and the words, the slider and the link go with it', async ({
  page
}) => {
  await visit(page, '/?cycles=1')
  await drag(page, wasteRule(page), 60, 0)
  const dragged = await beta(page)
  expect(dragged).toBeGreaterThan(2)
  expect(await verdict(page)).toContain(`At β = ${dragged} the hot key`)
  await expect(page.getByLabel('β, typed')).toHaveValue(String(dragged))
  await expect(page).toHaveURL((url) => url.searchParams.get('beta') === String(dragged))
  // To the left end stands 0, behind the break.
  await drag(page, wasteRule(page), -600, 0)
  expect(await verdict(page)).toContain('With β = 0, early refresh is off')
})

test('a mark stays under the hand up to the end of its axis, which grows only once it is let go', async ({
  page
}) => {
  await visit(page, '/?cycles=1')
  const figure = page.locator('figure').nth(1)
  const ticks = () => figure.locator('svg').first().locator('text').allInnerTexts()
  expect(await ticks()).not.toContain('1000 ')
  await drag(page, wasteRule(page), 900, 0, async () => {
    expect(await beta(page)).toBe(100)
    const { x, width } = (await slider(page, 'Read the waste of the hot key').boundingBox())!
    // The mark is as wide as its target; its middle stands at the right end.
    expect(Math.abs((await middle(wasteRule(page))).x - (x + width))).toBeLessThan(1)
  })
  const { x, width } = (await slider(page, 'Read the waste of the hot key').boundingBox())!
  await expect.poll(async () => (await middle(wasteRule(page))).x).toBeLessThan(x + 0.9 * width)
})

test('a drag is one step to undo, however long the hand holds still on its way', async ({ page }) => {
  await page.clock.install()
  await visit(page, '/?beta=2&cycles=1')
  await simulated(page)
  await drag(page, wasteRule(page), 40, 0, async () => {
    // More time passes than the rest after which what is typed counts as one change.
    await page.clock.runFor(5_000)
    await simulated(page)
    const { x, y } = await middle(wasteRule(page))
    await page.mouse.move(x + 30, y, { steps: 4 })
  })
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  await undo.click()
  await expect.poll(() => verdict(page)).toContain('At β = 2 ')
  await expect(undo).toBeDisabled()
})

test('on the waste the wheel scrolls the page, and Escape gives back what was before the hand came; the window is dragged by its mean, to the left for a larger β', async ({
  page
}) => {
  await visit(page, '/?beta=2&cycles=1')
  await test.step('the wheel changes nothing', async () => {
    const { x, y } = await middle(wasteRule(page))
    const top = await page.evaluate(() => scrollY)
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, 200)
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(top + 200)
    expect(await beta(page)).toBe(2)
  })
  await test.step('Escape', async () => {
    await drag(page, wasteRule(page), 50, 0, async () => {
      expect(await beta(page)).not.toBe(2)
      await page.keyboard.press('Escape')
      expect(await beta(page)).toBe(2)
    })
    expect(await beta(page)).toBe(2)
  })
  await test.step('the mean', async () => {
    const mean = slider(page, 'Move β by the mean refresh of the hot key')
    await drag(page, mean, -80, 0)
    expect(await beta(page)).toBeGreaterThan(2.3)
    await drag(page, mean, 900, 0)
    expect(await verdict(page)).toContain('With β = 0')
  })
})

test('on the map a crosshair reads the lines at one heat; a key moves up and down by β, or sideways by its rate, and never both', async ({
  page
}) => {
  await visit(page, '/?beta=2&cycles=1#map')
  await test.step('the crosshair', async () => {
    const reader = slider(page, 'Read the map')
    await reader.focus()
    await reader.press('ArrowRight')
    await expect(reader).toHaveAttribute(
      'aria-valuetext',
      /requests a rebuild: 50.% late at β.*, within your limits: β.* to .*, fewest rebuilds at β/
    )
    await reader.press('Home')
    await expect(reader).toHaveAttribute('aria-valuetext', /within your limits: no β$/)
  })
  const mark = slider(page, 'Move the hot key on the map')
  const rate = page.getByRole('textbox', { name: 'Request rate' }).first()
  await drag(page, mark, 9, -60)
  expect(await beta(page)).toBeGreaterThan(3)
  await expect(rate).toHaveValue('1000/s')
  const before = await beta(page)
  await drag(page, mark, -100, 15)
  await expect(rate).not.toHaveValue('1000/s')
  expect(await beta(page)).toBe(before)
  await expect(mark).toHaveAttribute('aria-valuetext', /^β .*req\/s$/)
})

test('the lifetime is dragged at its expiry, and one of a key’s own at its own', async ({ page }) => {
  await visit(page, '/?ttl.cold=2m&cycles=1#large')
  const all = page.getByRole('textbox', { name: 'Time to live' }).first()
  await drag(page, slider(page, 'Move the time to live').first(), 60, 0)
  const longer = Number.parseFloat(await all.inputValue())
  expect(longer).toBeGreaterThan(61)
  await expect(page).toHaveURL(new RegExp(`ttl=${longer}s`))
  await drag(page, slider(page, 'Move the time to live of the cold key'), -100, 0)
  await expect(page).toHaveURL(/ttl\.cold=\d+s/)
  await expect(all).toHaveValue(`${longer}s`)
  // However short, it is never shorter than a rebuild takes, and that stays what it was.
  await drag(page, slider(page, 'Move the time to live').first(), -1200, 0)
  await expect(all).toHaveValue('250ms')
  await expect(page.getByRole('textbox', { name: 'Rebuild time' }).first()).toHaveValue('250ms')
})

test('the rebuild time and the rate are dragged where they are swept', async ({ page }) => {
  await visit(page, '/?sweep=delta&cycles=1')
  await drag(page, slider(page, 'Move rebuild time Δ in the waste of the hot key'), -50, 0)
  await expect(page.getByRole('textbox', { name: 'Rebuild time' }).first()).not.toHaveValue('250ms')
  await page.locator('figure').nth(1).getByRole('combobox').selectOption('rate')
  await drag(page, slider(page, 'Move request rate in the waste of the hot key'), -50, 0)
  await expect(page.getByRole('textbox', { name: 'Request rate' }).first()).not.toHaveValue('1000/s')
})

test('every mark is moved by the keyboard, and says where it stands', async ({ page }) => {
  await visit(page, '/?cycles=1#map')
  const rule = wasteRule(page)
  await rule.press('ArrowRight')
  expect(await beta(page)).toBeCloseTo(1.12, 2)
  await expect(rule).toHaveAttribute('aria-valuetext', /^β\u202f=\u202f1\.12, .* wasted an hour$/)
  await rule.press('PageUp')
  expect(await beta(page)).toBeGreaterThan(3)
  await rule.press('Home')
  expect(await beta(page)).toBe(0)
  await rule.press('End')
  expect(await beta(page)).toBe(100)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  const mark = slider(page, 'Move the hot key on the map')
  const rate = page.getByRole('textbox', { name: 'Request rate' }).first()
  await mark.press('ArrowLeft')
  await expect(rate).toHaveValue('890/s')
  await page.getByRole('tab', { name: 'Larger figures' }).click()
  const ttl = slider(page, 'Move the time to live').first()
  await ttl.press('ArrowRight')
  await expect(page.getByRole('textbox', { name: 'Time to live' }).first()).toHaveValue('67s')
  await expect(ttl).toHaveAttribute('aria-valuetext', '67\u202fs')
})

test('a crosshair reads all series at one value, by mouse and by key', async ({ page }) => {
  await visit(page, '/?beta=4&pin.beta=2&pin.delta=500ms&cycles=1')
  const reader = slider(page, 'Read the waste of the hot key')
  const { width, height } = (await reader.boundingBox())!
  await reader.scrollIntoViewIfNeeded()
  await reader.hover({ position: { x: 0.3 * width, y: 0.5 * height } })
  const read = async () => plain(await reader.innerText())
  expect(await read()).toMatch(
    /^β = [\d.]+ wasted in all [\d.]+ duplicate [\d.]+ premature [\d.]+ A, in all [\d.]+$/
  )
  // It goes with the mouse.
  await page.mouse.move(0, 0)
  expect(await read()).toBe('')
  await reader.focus()
  await reader.press('Home')
  await expect(reader).toHaveAttribute(
    'aria-valuetext',
    /^β\u202f=\u202f0(, simulated)?: wasted in all .* an hour, duplicate .* an hour, premature 0 an hour/
  )
  const before = await reader.getAttribute('aria-valuetext')
  await reader.press('PageUp')
  await expect(reader).not.toHaveAttribute('aria-valuetext', before!)
  expect(await read()).toMatch(/^β = /)
  await reader.press('Escape')
  expect(await read()).toBe('')
  // Reading changes nothing.
  expect(await beta(page)).toBe(4)
  const window = slider(page, 'Read the window of the cold key')
  await window.press('ArrowRight')
  await expect(window).toHaveAttribute(
    'aria-valuetext',
    /^.* before expiry: already refreshed .*%, at A .*%, a request refreshes .*%$/
  )
})

test('on paper and without scripts nothing says that it can be moved', async ({ page, browser, baseURL }) => {
  await visit(page, '/?cycles=1')
  const arrows = page.locator('svg [data-export="no"]:visible')
  // Of both windows and of the waste of both keys.
  expect(await arrows.count()).toBeGreaterThanOrEqual(4)
  await page.emulateMedia({ media: 'print' })
  await expect(arrows).toHaveCount(0)
  await expect(page.getByRole('slider')).toHaveCount(0)
  expect(await verdict(page)).toContain('At β = 1 the hot key')
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const still = await context.newPage()
  await still.goto('/?cycles=1')
  await expect(still.locator('svg [data-export="no"]:visible')).toHaveCount(0)
  await expect(still.getByRole('slider', { name: /^Move|^Read/ })).toHaveCount(0)
  await context.close()
})

test('what a crosshair reads stays in the figure at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await visit(page, '/?beta=4&pin.beta=2&pin.delta=500ms&cycles=1#map')
  for (const name of ['Read the window of the hot key', 'Read the waste of the hot key', 'Read the map']) {
    const reader = slider(page, name)
    for (const key of ['Home', 'PageUp', 'End']) {
      await reader.press(key)
      const box = (await reader.locator('.readout').boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(320)
    }
  }
})

test('β is dragged and typed where the verdict says it', async ({ page }) => {
  await visit(page, '/?beta=2&cycles=1')
  const held = number(page, 'β, in the verdict')
  await drag(page, held, 40, 0)
  // Eight steps of a twentieth of a decade.
  await expect.poll(() => verdict(page)).toContain('At β = 5.0')
  await expect(page).toHaveURL(/beta=5/)
  await held.press('ArrowDown')
  await expect(held).toHaveAttribute('aria-valuetext', /^4\.4/)
  // Pressed, it is a field.
  await held.click()
  const field = page.getByRole('textbox', { name: 'β, in the verdict' })
  await expect(field).toBeFocused()
  await field.fill('many')
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText(/“?many”? is not a number/)).toBeVisible()
  await field.fill('3')
  await field.press('Enter')
  await expect(held).toBeFocused()
  await expect.poll(() => verdict(page)).toContain('At β = 3 the hot key')
  await held.press('Enter')
  await field.fill('70')
  await field.press('Escape')
  await expect(held).toBeFocused()
  expect(await verdict(page)).toContain('At β = 3 the hot key')
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  await undo.click()
  await expect.poll(() => verdict(page)).toContain('At β = 4.4')
})

test('what is allowed can be moved in the advice, which follows', async ({ page }) => {
  await visit(page, '/?cycles=1#why')
  const give = number(page, 'Limit of lifetime given away').filter({ visible: true }).first()
  const card = page.getByRole('region', { name: 'The advice, and what it rests on' })
  const advised = async () => plain((await card.textContent())!)
  await expect.poll(advised).toMatch(/β from 0\.39 to 11 keeps your limits/)
  await drag(page, give, -100, 0)
  // Twenty percents less.
  await expect(page).toHaveURL(/give=0\.3&/)
  await expect(give).toHaveAttribute('aria-valuetext', '30\u202f%')
  expect(await advised()).toMatch(/β from 0\.39 to [\d.]+ keeps your limits/)
  expect(await advised()).not.toContain('to 11 keeps')
  const late = number(page, 'Limit of late refreshes').filter({ visible: true }).first()
  await late.press('1')
  const field = page.getByRole('textbox', { name: 'Limit of late refreshes' })
  await expect(field).toHaveValue('1')
  await field.pressSequentially(' %')
  await field.press('Enter')
  await expect(page).toHaveURL(/late=0\.01/)
})

test('in an embed what is locked or hidden cannot be moved on its figures either, only read', async ({
  page
}) => {
  await visit(page, '/embed?beta=4&show=verdict,window,waste,map&lock=beta,ttl&cycles=1')
  await expect(slider(page, 'Read the waste of the hot key')).toHaveCount(1)
  await expect(page.getByRole('slider', { name: /^Move β|^Move the time to live/ })).toHaveCount(0)
  await expect(page.getByRole('spinbutton')).toHaveCount(0)
  const mark = slider(page, 'Move the hot key on the map')
  await expect(mark).toHaveAccessibleName('Move the hot key on the map: request rate left and right')
  await drag(page, mark, 3, -60)
  expect(await verdict(page)).toContain('At β = 4 ')
  await visit(page, '/embed?beta=4&show=verdict,window,waste,map&hide=controls&cycles=1')
  await expect(slider(page, 'Read the waste of the hot key')).toHaveCount(1)
  await expect(page.getByRole('slider', { name: /^Move/ })).toHaveCount(0)
  await visit(page, '/embed?beta=4&show=verdict,waste&cycles=1')
  await drag(page, wasteRule(page), 40, 0)
  expect(await verdict(page)).not.toContain('At β = 4 ')
})

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } })

  /** A finger that comes down, goes so far in small steps, and is lifted. */
  async function swipe(page: Page, { x, y }: { x: number; y: number }, dx: number, dy: number) {
    const finger: CDPSession = await page.context().newCDPSession(page)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
    await send('touchStart', { x, y })
    for (let i = 1; i <= 10; i++) await send('touchMove', { x: x + (dx * i) / 10, y: y + (dy * i) / 10 })
    await send('touchEnd')
    await finger.detach()
  }
  const scrolled = (page: Page) => page.evaluate(() => scrollY)

  test('a finger that goes sideways drags β, and one that scrolls the page over a figure does not', async ({
    page
  }) => {
    await visit(page, '/?beta=2&cycles=1')
    await wasteRule(page).evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const top = await scrolled(page)
    await swipe(page, await middle(wasteRule(page)), 4, -150)
    await expect.poll(() => scrolled(page)).toBeGreaterThan(top + 80)
    expect(await beta(page)).toBe(2)
    await wasteRule(page).evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await swipe(page, await middle(wasteRule(page)), 60, 4)
    expect(await beta(page)).toBeGreaterThan(3)
  })

  test('a tap on a figure reads it, and a number in a sentence opens', async ({ page }) => {
    await visit(page, '/?beta=2&cycles=1')
    const reader = slider(page, 'Read the waste of the hot key')
    await reader.tap({ position: { x: 30, y: 60 } })
    await expect(reader.locator('.readout')).toContainText('wasted in all')
    await number(page, 'β, in the verdict').tap()
    await expect(page.getByRole('textbox', { name: 'β, in the verdict' })).toBeFocused()
    expect(await beta(page)).toBe(2)
  })

  test('sliders do not move under a finger that scrolls past them', async ({ page }) => {
    await visit(page, '/?beta=2&cycles=1')
    const control = page.getByRole('slider', { name: /^β/ })
    const { x, y } = await middle(control)
    await swipe(page, { x: x + 90, y }, 3, -150)
    await expect.poll(() => scrolled(page)).toBeGreaterThan(50)
    expect(await beta(page)).toBe(2)
    await page.goto('/learn/model')
    const lesson = page.locator('figure').nth(1).getByRole('slider').first()
    const before = await lesson.inputValue()
    await lesson.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const top = await scrolled(page)
    const at = await middle(lesson)
    await swipe(page, { x: at.x + 60, y: at.y }, 3, -150)
    await expect.poll(() => scrolled(page)).toBeGreaterThan(top + 80)
    await expect(lesson).toHaveValue(before)
  })

  test('every mark is large enough for a finger', async ({ page }) => {
    await visit(page, '/?beta=2&cycles=1#map')
    await expect(slider(page, 'Move the hot key on the map')).toBeVisible()
    for (const mark of await page.getByRole('slider', { name: /^Move/ }).all()) {
      const { width, height } = (await mark.boundingBox())!
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
    }
  })
})
