import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'

const stack = (page: Page) => page.getByRole('slider', { name: 'The cycle that is opened' })
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Time in the cycle' })
/** Where each of the fifty rows fires, px from the left end of the axis. */
const places = (page: Page) =>
  stack(page)
    .locator('[data-px]')
    .evaluateAll((rows) => rows.map((row) => Number((row as SVGElement).dataset.px)))

async function open(page: Page, search: string) {
  await page.goto(`/embed?show=replay&${search}`)
  await expect(stack(page)).toBeVisible()
  await expect(stack(page)).toHaveCount(1)
}

test('A larger β moves what fires to the left, and nothing to the right', async ({ page }) => {
  await open(page, 'beta=1')
  let before = await places(page)
  expect(before).toHaveLength(50)
  // All up to 4, for which one axis is drawn.
  for (const beta of ['1.7', '3', '4']) {
    await page.getByLabel('β, typed').fill(beta)
    await expect.poll(async () => (await places(page)).join() !== before.join()).toBe(true)
    const now = await places(page)
    now.forEach((px, row) => expect(px).toBeLessThanOrEqual(before[row]))
    before = now
  }
})

test.describe('where motion is wanted', () => {
  test.use({ moves: true })

  test('Rows are chosen, and time is stepped, scrubbed and played, from the keyboard', async ({ page }) => {
    await open(page, 'beta=1')
    await stack(page).focus()
    await page.keyboard.press('ArrowDown')
    await expect(stack(page)).toHaveAttribute('aria-valuetext', /^cycle 2: /)
    await page.keyboard.press('End')
    await expect(page.getByText('cycle 50 of 50')).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: /^Cycle 50: / })).toHaveCount(1)
    await page.keyboard.press('Home')
    await expect(page.getByText('cycle 1 of 50')).toBeVisible()

    await scrubber(page).focus()
    await page.keyboard.press('Home')
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', /before expiry: the value is served$/)
    await page.getByRole('button', { name: 'Step on' }).press('Enter')
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', /1 rebuild runs/)
    await page.getByRole('button', { name: 'Step back' }).press('Enter')
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', /: the value is served$/)
    await scrubber(page).press('End')
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'the whole cycle')
    await scrubber(page).press('Space')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await scrubber(page).press('Space')
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  })
})

test('A row is chosen by a click, and a key by its name', async ({ page }) => {
  await open(page, 'beta=1')
  const box = (await stack(page).boundingBox())!
  await stack(page).click({ position: { x: box.width / 2, y: box.height - 6 } })
  await expect(page.getByText('cycle 50 of 50')).toBeVisible()
  await page.getByRole('radio', { name: 'cold' }).check({ force: true })
  await expect(page.getByText(/Of 50 cycles of the cold key/)).toBeVisible()
})

test('Where motion is not wanted time only steps', async ({ page }) => {
  await open(page, 'beta=1')
  await expect(page.getByRole('button', { name: 'Step on' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play' })).toHaveCount(0)
  await scrubber(page).press('Space')
  await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'the whole cycle')
})

test('A scenario without a closed form is replayed as the plain one, which is said', async ({ page }) => {
  await open(page, 'cv=0.5')
  await expect(
    page.getByText(/a rebuild time that varies: these are cycles with random requests/)
  ).toBeVisible()
})

test('On the tuner it is Figure 4, fetched when its section is opened', async ({ page }) => {
  await page.goto('/?cycles=1#replay')
  const heading = page.getByRole('heading', { name: /^Figure 4\. / })
  await expect(heading).toHaveCount(1)
  await expect(stack(page)).toBeVisible()
})

test('it is accessible at each width, in light and dark', async ({ page }) => {
  await open(page, 'beta=2&keys=hot:1000/s,cold:0.5/s')
  await expectAccessible(page, { widths: [1000, 320], height: 900 })
})
