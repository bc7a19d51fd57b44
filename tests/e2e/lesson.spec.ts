import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { plain, unfold, watch } from '../support/page'

const LESSON = '/learn?lesson=beta-direction'

const stage = (page: Page) => page.locator('[aria-current=step]')
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const fieldset = (page: Page, i: number) => page.locator('fieldset').nth(i)
const guess = (page: Page, i: number) => page.locator('figure input[type=range]').nth(i)
const beta = (page: Page) => page.getByRole('slider', { name: 'β' })

async function open(page: Page, link = LESSON) {
  await page.goto(link)
  // The page listens once a choice is kept.
  await expect(stage(page)).toHaveText('Choose')
  await page.waitForFunction(() => document.querySelector('figure .narrow + .wide') === null)
}

async function choose(page: Page, ...choices: number[]) {
  for (const [i, choice] of choices.entries()) await fieldset(page, i).getByRole('radio').nth(choice).check()
  await button(page, 'Continue').click()
}

const place = (page: Page) => button(page, /That is my guess/).click()

test.describe('where motion is wanted', () => {
  test.use({ moves: true })

  test('a lesson is done by keyboard alone, and leads nowhere without a way out', async ({ page }) => {
    await open(page)
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    const tabTo = async (selector: string) => {
      const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)
      for (let i = 0; i < 25 && !(await isThere()); i++) await press('Tab')
      await expect(page.locator(selector).first()).toBeFocused()
    }
    await tabTo('fieldset input')
    await press('Space', 'Tab')
    await expect(fieldset(page, 1).getByRole('radio').first()).toBeFocused()
    await press('Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Tab')
    await expect(button(page, 'Continue')).toBeFocused()
    await press('Enter')

    await expect(page.getByRole('heading', { name: 'Where do you expect it?' })).toBeFocused()
    await press('Tab')
    await expect(guess(page, 0)).toBeFocused()
    const before = await guess(page, 0).inputValue()
    // To the left is earlier.
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft')
    expect(Number(await guess(page, 0).inputValue())).toBe(Number(before) + 3)
    expect(plain((await guess(page, 0).getAttribute('aria-valuetext'))!)).toBe('expected 1.8 s before expiry')
    await press('Tab', 'Tab', 'Enter')

    await expect(page.getByRole('heading', { name: 'β rises from 1 to 4' })).toBeFocused()
    await expect(page.locator('p[role=status]')).toContainText('You expected: the hot key')
    await expect(page.locator('p[role=status]')).toContainText(/At β.=.4 the hot key refreshes 7\.48.s/)
    await press('Tab')
    await expect(beta(page)).toBeFocused()
    await press('Home')
    await expect(page.locator('output')).toHaveText('1.00')
    await press('Tab', 'Tab')
    await expect(button(page, 'Why?')).toBeFocused()
    await press('Enter')

    await expect(page.getByRole('heading', { name: 'Why', exact: true })).toBeFocused()
    await expect(page.getByText('You expected something else')).toBeVisible()
    await expect(page.getByText('You were right')).toBeVisible()
    await tabTo('summary')
    await press('Enter')
    await expect(page.locator('details[open]')).toHaveCount(1)
    await tabTo('a.primary')
    await press('Enter')
    await expect(page.getByRole('heading', { name: 'With a lock, or without?' })).toBeVisible()
    await expect(page).toHaveURL(/\?lesson=lock$/)
    await expect(stage(page)).toHaveText('Choose')
    await tabTo('footer a')
  })

  test('β glides, and marks move to the left and never to the right', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 })
    await open(page)
    await choose(page, 0, 0)
    // Where the marks of the hot key's cycles are in every frame, px from the left, and how high the page is.
    await page.evaluate(() => {
      const frames = ((window as unknown as { frames_: unknown[] }).frames_ = [] as unknown[])
      const look = () => {
        const plot = document.querySelectorAll('figure .stage')[0]
        const marks = Array.from(plot?.querySelectorAll('path[transform*="scale"]') ?? []).map((mark) =>
          Number(/translate\(([-\d.]+)/.exec(mark.getAttribute('transform')!)![1])
        )
        if (marks.length > 0) frames.push([marks, document.documentElement.scrollHeight])
        requestAnimationFrame(look)
      }
      look()
    })
    await place(page)
    await expect(page.locator('output')).toHaveText('4.00')
    const frames = await page.evaluate(() => (window as unknown as { frames_: [number[], number][] }).frames_)
    const [first] = frames[0]
    const [last, height] = frames.at(-1)!
    expect(last).toHaveLength(24)
    // Every cycle's refresh comes earlier in the end, and on no frame later than on the one before.
    expect(last.filter((px, row) => px < first[row]).length).toBeGreaterThan(20)
    frames
      .slice(1)
      .forEach(([marks], i) => marks.forEach((px, row) => expect(px).toBeLessThanOrEqual(frames[i][0][row])))
    // Nothing below moves while it glides.
    expect(new Set(frames.map(([, px]) => px))).toEqual(new Set([height]))
    await expect(button(page, 'Replay')).toBeVisible()
  })
})

test.describe('the whole lesson', () => {
  test('asks for what was not chosen', async ({ page }) => {
    await open(page)
    await choose(page, 1)
    await expect(page.getByText('Choose what you expect first')).toBeVisible()
    await expect(fieldset(page, 1).getByRole('radio').first()).toBeFocused()
    await expect(stage(page)).toHaveText('Choose')
  })

  test('starts over', async ({ page }) => {
    await open(page)
    await choose(page, 4, 3)
    await place(page)
    await button(page, 'Why?').click()
    await expect(page.getByText('2 of 4 predictions were right')).toBeVisible()
    await button(page, 'Start over').click()
    await expect(stage(page)).toHaveText('Choose')
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'What do you expect?' })).toBeFocused()
  })

  test('tells without an error in the console', async ({ page }) => {
    const said = watch(page)
    for (const link of [LESSON, '/learn?lesson=lock']) {
      await open(page, link)
      await choose(page, 0, 1)
      await place(page)
      await button(page, 'Why?').click()
      await expect(page.getByRole('heading', { name: 'Why', exact: true })).toBeVisible()
    }
    expect(said).toEqual([])
  })
})

test('β moves by itself for nobody who asked for less motion, and other words say so', async ({ page }) => {
  await open(page)
  await choose(page, 0, 0)
  await place(page)
  await expect(page.getByRole('heading', { name: 'β at 1 and at 4' })).toBeFocused()
  await expect(page.locator('output')).toHaveText('4.00')
  await expect(page.getByText('Each line joins the refresh of one cycle')).toBeVisible()
  await expect(page.getByText('marks move to the left')).toBeHidden()
  await expect(button(page, 'Replay')).toHaveCount(0)
  await expect(page.locator('p[role=status]')).toContainText('At β = 4')
  await beta(page).fill('60')
  await expect(page.locator('output')).toHaveText('2.00')
})

test.describe('a window', () => {
  /** Where the plot of a slider begins and ends, px: the slider overhangs it by half its handle. */
  async function plotOf(page: Page, i: number) {
    const box = (await guess(page, i).boundingBox())!
    return { left: box.x + 16, right: box.x + box.width - 16, middle: box.y + box.height / 2 }
  }
  const seconds = async (page: Page, i: number) =>
    Number(/expected ([\d.]+)/.exec((await guess(page, i).getAttribute('aria-valuetext'))!)![1])

  test('is dragged with the mouse to where the hand lets go', async ({ page }) => {
    await open(page)
    await choose(page, 0, 0)
    await guess(page, 0).scrollIntoViewIfNeeded()
    const { left, right, middle } = await plotOf(page, 0)
    // From 1.5 s before expiry, on an axis of 20 s, to the middle.
    await page.mouse.move(right - (1.5 / 20) * (right - left), middle)
    await page.mouse.down()
    await page.mouse.move((left + right) / 2, middle, { steps: 8 })
    await page.mouse.up()
    // The axis of 20 s has 200 stops, one each 0.1 s, and is some 400 px wide: two of either.
    expect(Math.abs((await seconds(page, 0)) - 10)).toBeLessThan(0.25)
    await place(page)
    await expect(page.locator('figure .said').first()).toContainText(/you said (9\.[89]|10)/)
    await expect(page.locator('figure .said').first()).toContainText('it is 7.48')
  })

  test('is placed by touch, and stays there while the page is scrolled past it', async ({
    browser,
    baseURL
  }) => {
    const context = await browser.newContext({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 800 },
      baseURL
    })
    const page = await context.newPage()
    await open(page)
    await choose(page, 0, 0)
    await guess(page, 0).scrollIntoViewIfNeeded()
    const { left, right, middle } = await plotOf(page, 0)
    const client = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: middle }]
      })
    await touch('touchStart', right - 20)
    for (let i = 1; i <= 6; i++) await touch('touchMove', right - 20 - (i / 6) * (0.75 * (right - left) - 20))
    await touch('touchEnd', 0)
    expect(Math.abs((await seconds(page, 0)) - 15)).toBeLessThan(0.6)
    await page.evaluate(() => scrollBy(0, -200))
    const { middle: height } = await plotOf(page, 0)
    const [placed, scrolled] = [await seconds(page, 0), await page.evaluate(() => scrollY)]
    const swipe = (type: 'touchStart' | 'touchMove' | 'touchEnd', up: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: right - 60, y: height - up }]
      })
    await swipe('touchStart', 0)
    for (let i = 1; i <= 12; i++) await swipe('touchMove', 12 * i)
    await swipe('touchEnd', 0)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled + 60)
    expect(await seconds(page, 0)).toBe(placed)
    expect((await guess(page, 0).boundingBox())!.height).toBeGreaterThan(44)
    await context.close()
  })
})

test.describe('what is explained', () => {
  const row = async (page: Page, table: number, label: string) =>
    (
      await page
        .locator('table')
        .nth(table)
        .locator('tr', { has: page.getByRole('rowheader', { name: label, exact: true }) })
        .locator('td')
        .allInnerTexts()
    ).map(plain)

  test('has the numbers of the interface', async ({ page, request }) => {
    const scenario = 'keys=busy:300/s,idle:1/s&ttl=90s'
    const at = async (beta: number) =>
      (await (await request.get(`/api/v1/predict?${scenario}&beta=${beta}`)).json()).keys.map(
        ({ figures }: { figures: Record<string, number> }) => figures
      ) as Record<string, number>[]
    const [before, after] = [await at(1), await at(4)]
    await open(page, `${LESSON}&${scenario}`)
    await choose(page, 0, 0)
    await place(page)
    await button(page, 'Why?').click()
    const digits = (value: number) => String(Number(value.toPrecision(3)))
    for (const key of [0, 1]) {
      const both = (name: string) => [before, after].map((figures) => digits(figures[key][name]))
      expect(await row(page, key, 'wasted rebuilds an hour')).toEqual(both('wastedPerHour'))
      expect(await row(page, key, 'duplicate')).toEqual(both('duplicatePerHour'))
      expect(await row(page, key, 'premature')).toEqual(both('prematurePerHour'))
      const gaps = (await row(page, key, 'mean early refresh before expiry')).map((text) =>
        digits(parseFloat(text) * (text.endsWith('ms') ? 1e-3 : 1))
      )
      expect(gaps).toEqual(both('gapMean'))
    }
  })

  test('is why tutorials contradict each other, with the best β of both', async ({ page }) => {
    await open(page, '/learn?lesson=lock')
    await choose(page, 0, 2)
    await guess(page, 0).fill('60')
    await place(page)
    await expect(page.getByText('without a lock', { exact: true }).last()).toBeVisible()
    await button(page, 'Why?').click()
    await expect(page.getByText('Both tutorials are right, each about its own cache')).toBeVisible()
    await expect(page.getByText(/The recommended β is 4\.2\./)).toBeVisible()
    await expect(page.getByText(/The recommended β is 1\./)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open this scenario in the tuner' })).toHaveAttribute(
      'href',
      /\/\??$/
    )
  })
})

test.describe('the page', () => {
  test('lists the lessons, each with its question, and keeps the scenario', async ({ page }) => {
    await page.goto('/learn?ttl=5m')
    await expect(page).toHaveTitle('Lessons – XFetch Tuner')
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Lessons' })).toHaveAttribute(
      'aria-current',
      'page'
    )
    await page.getByRole('link', { name: 'With a lock, or without?' }).click()
    await expect(page).toHaveTitle('With a lock, or without? – Lessons – XFetch Tuner')
    await expect(page.getByText(/TTL is 300.s/)).toBeVisible()
    await page.getByRole('link', { name: 'All lessons' }).click()
    await expect(page.getByRole('heading', { name: 'Lessons' })).toBeVisible()
  })

  test('says that it does not know a lesson, and lists those that it knows', async ({ page }) => {
    await page.goto('/learn?lesson=nonsense')
    await expect(page.getByLabel('About this link')).toContainText('nonsense')
    await expect(page.getByRole('link', { name: 'Which way does β work?' })).toBeVisible()
  })

  test('asks one question of a scenario with one key', async ({ page }) => {
    await open(page, `${LESSON}&keys=only:50/s`)
    await expect(page.locator('fieldset')).toHaveCount(1)
    await choose(page, 0)
    await expect(page.locator('figure input')).toHaveCount(1)
  })

  test('goes straight to the cycles where there is no window to place', async ({ page }) => {
    await open(page, `${LESSON}&keys=asleep:1/y`)
    await expect(page.getByLabel('Steps of the lesson').getByRole('listitem')).toHaveCount(3)
    await choose(page, 1)
    await expect(page.getByRole('heading', { name: 'β at 1 and at 4' })).toBeFocused()
  })
})

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })

  test('question, figure and, folded, the answer stand there', async ({ page }) => {
    await page.goto(LESSON)
    await expect(page.getByText('What happens to the hot key when β goes from 1 to 4?')).toBeVisible()
    await expect(
      page.getByRole('img', { name: /the hot key at β = 1: first refresh on average/ })
    ).toBeVisible()
    await expect(button(page, 'Continue')).toBeHidden()
    // Playwright reads no text in a noscript element, but finds elements in it.
    await expect(page.locator('noscript section').first()).toBeHidden()
    await page.locator('noscript summary').first().click()
    await expect(page.locator('noscript section').first()).toBeVisible()
    expect(plain(await page.locator('noscript section').first().innerText())).toContain(
      'It wastes 27.8 rebuilds an hour, instead of 107.'
    )
  })
})

test('the list of lessons is accessible at each width, in light and dark', async ({ page }) => {
  await page.goto('/learn')
  await expectAccessible(page)
})

for (const link of [`${LESSON}&cv=0.5`, '/learn?lesson=lock']) {
  test(`each stage of ${link} is accessible at each width, in light and dark`, async ({ page }) => {
    await open(page, link)
    await expectAccessible(page, { state: 'choose' })
    await choose(page, 0, 0)
    await expectAccessible(page, { state: 'place' })
    await place(page)
    await expectAccessible(page, { state: 'watch' })
    await button(page, 'Why?').click()
    await unfold(page)
    await expectAccessible(page, { state: 'why' })
  })
}
