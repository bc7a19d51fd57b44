import { expect, test, type Page } from '../support/test'
import { PRESETS } from '../../src/lib/tuner/presets/presets'
import { expectAccessible } from '../support/axe'
import { unfold, verdict, visit } from '../support/page'

const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })
const redo = (page: Page) => page.getByRole('button', { name: 'Redo', exact: true })
const told = (page: Page) => page.locator('p.spoken[role="status"]').first()
/** Elsewhere than in any field. */
const leaveFields = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

test('a slider that is dragged through many values is one step, undone and redone as one', async ({
  page
}) => {
  await visit(page, '/?beta=4&cycles=1')
  await expect(undo(page)).toBeDisabled()
  await expect(redo(page)).toBeDisabled()
  const slider = page.getByRole('slider', { name: 'β', exact: true })
  const box = (await slider.boundingBox())!
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width / 2, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width, y, { steps: 20 })
  await page.mouse.up()
  await expect.poll(() => verdict(page)).toContain('At β = 100')
  await expect(page).toHaveURL(/beta=100/)
  await undo(page).click()
  await expect.poll(() => verdict(page)).toContain('At β = 4 ')
  await expect(told(page)).toContainText('Undone: β from 100 to 4.')
  await expect(page).toHaveURL(/\?beta=4&cycles=1$/)
  // What can do no more hands the focus on.
  await expect(undo(page)).toBeDisabled()
  await expect(redo(page)).toBeFocused()
  await redo(page).press('Enter')
  await expect.poll(() => verdict(page)).toContain('At β = 100')
  await expect(redo(page)).toBeDisabled()
})

test('every kind of change is undone by the keyboard, one after the other, and all of it done again', async ({
  page
}) => {
  await visit(page, '/?cycles=1')
  const states = ['?cycles=1']
  const rests = async (search: string) => {
    await expect(page).toHaveURL((url) => url.search === search)
    states.push(search)
  }
  await page.getByRole('link', { name: /^Use β/ }).click()
  await expect(page).toHaveURL(/beta=/)
  states.push(new URL(page.url()).search)
  await page.getByRole('link', { name: 'Pin as A' }).click()
  await rests(`${states[1]}&pin.beta=${new URL(page.url()).searchParams.get('beta')}`)
  await page.getByRole('textbox', { name: 'Time to live' }).first().fill('5m')
  await page.getByRole('textbox', { name: 'Time to live' }).first().blur()
  await expect(page).toHaveURL(/ttl=5m/)
  states.push(new URL(page.url()).search)
  await page.getByRole('link', { name: 'Unpin' }).click()
  await expect(page).not.toHaveURL(/pin/)
  states.push(new URL(page.url()).search)
  await page.getByRole('button', { name: 'Add a key' }).click()
  await expect(page).toHaveURL(/keys=/)
  states.push(new URL(page.url()).search)
  await leaveFields(page)
  for (const search of states.slice(0, -1).reverse()) {
    await page.keyboard.press('Control+z')
    await expect(page).toHaveURL((url) => url.search === search)
  }
  await expect(undo(page)).toBeDisabled()
  for (const [i, search] of states.slice(1).entries()) {
    await page.keyboard.press(i % 2 ? 'Control+y' : 'Control+Shift+Z')
    await expect(page).toHaveURL((url) => url.search === search)
  }
  await expect(redo(page)).toBeDisabled()
})

test('Back and Undo count the same steps: neither makes one of the other’s without effect', async ({
  page
}) => {
  await visit(page, '/?beta=4&cycles=1')
  await page.getByLabel('β, typed').fill('2')
  await expect(page).toHaveURL(/beta=2/)
  await page.getByLabel('β, typed').fill('8')
  await expect(page).toHaveURL(/beta=8/)
  await page.goBack()
  await expect.poll(() => verdict(page)).toContain('At β = 2 ')
  // Back was an undo: it can be redone, and what came before it undone.
  await expect(redo(page)).toBeEnabled()
  await undo(page).click()
  await expect.poll(() => verdict(page)).toContain('At β = 4 ')
  await expect(page).toHaveURL(/beta=4/)
  await expect(undo(page)).toBeDisabled()
  await page.goBack()
  await expect.poll(() => verdict(page)).toContain('At β = 2 ')
  await expect(undo(page)).toBeEnabled()
})

test.describe('a focused field shows the state that history brings back', () => {
  type Field = [name: string, nth: number, typed: string]
  const pages: [link: string, ...fields: Field[]][] = [
    [
      '/?keys=a:1/s,b:2/s&ttl.a=5m&delta.a=1s&cycles=1',
      ['β, typed', 0, '3'],
      ['Time to live', 0, '90s'],
      ['Time to live', 1, '95s'],
      ['Rebuild time', 0, '2s'],
      ['Rebuild time', 1, '3s'],
      ['Request rate', 1, '7/s'],
      ['Name of b', 0, 'c']
    ],
    [
      // Of one key, for each of these changes is simulated.
      '/?keys=a:1/s&coord=coalesce:8&cycles=1&cv=0.5&resolution=1s',
      ['Hosts or processes', 0, '5'],
      ['Coefficient of variation', 0, '0.7'],
      ['p50, median', 0, '0.2s'],
      ['p99', 0, '3s'],
      ['To multiples of', 0, '2s']
    ],
    ['/?keys=a:1/s&cycles=1&arrivals=burst:2s:18s', ['A peak lasts', 0, '3s'], ['Quiet lasts', 0, '3s']]
  ]
  for (const [link, ...fields] of pages) {
    test(`each of ${fields.map(([name]) => name).join(', ')}`, async ({ page }) => {
      await visit(page, link)
      await unfold(page, '.keys details, details.world')
      for (const [name, nth, typed] of fields)
        await test.step(`${name}, number ${nth + 1}`, async () => {
          if (/^p\d/.test(name)) await page.getByRole('radio', { name: 'p50, p99' }).press('Space')
          const field = page.getByRole('textbox', { name, exact: true }).nth(nth)
          // A mark that stays with the element: the name of a key's field follows the key.
          const mark = `data-${name.replace(/\W/g, '')}-${nth}`.toLowerCase()
          await field.evaluate((element, mark) => element.setAttribute(mark, ''), mark)
          const marked = page.locator(`[${mark}]`)
          const was = await marked.inputValue()
          const before = page.url()
          await marked.fill(typed)
          if (name === 'Name of b') await marked.press('Enter')
          await expect(page).not.toHaveURL(before)
          await expect(marked).toHaveValue(typed)
          const after = page.url()
          await page.goBack()
          await expect(page).toHaveURL(before)
          await expect(marked).toBeFocused()
          await expect(marked).toHaveValue(was)
          // What is not applied yet is dropped.
          await marked.fill('?')
          await page.goForward()
          await expect(page).toHaveURL(after)
          await expect(marked).toBeFocused()
          await expect(marked).toHaveValue(typed)
          await expect(marked).not.toHaveAttribute('aria-invalid', 'true')
        })
    })
  }

  test('a number in a sentence', async ({ page }) => {
    await visit(page, '/?beta=4&cycles=1')
    await page.getByLabel('β, typed').fill('2')
    await expect(page).toHaveURL(/beta=2/)
    const number = page.getByRole('spinbutton', { name: 'β, in the verdict' })
    await number.focus()
    await page.keyboard.type('7')
    const field = page.getByRole('textbox', { name: 'β, in the verdict' })
    await expect(field).toHaveValue('7')
    await page.goBack()
    await expect(page).toHaveURL(/beta=4/)
    await expect(field).toHaveCount(0)
    await expect(number).toBeFocused()
    await expect(number).toHaveAttribute('aria-valuenow', '4')
  })

  test('and undo drops what another field has not applied', async ({ page }) => {
    await visit(page, '/?beta=4&cycles=1')
    await page.getByLabel('β, typed').fill('2')
    await expect(page).toHaveURL(/beta=2/)
    const ttl = page.getByRole('textbox', { name: 'Time to live' }).first()
    await ttl.fill('nonsense')
    await undo(page).click()
    await expect(page).toHaveURL(/beta=4/)
    await expect(ttl).toHaveValue('60s')
    await expect(ttl).toHaveAttribute('aria-invalid', 'false')
  })
})

test('a text field keeps its own undo', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1')
  await page.getByLabel('β, typed').fill('2')
  await expect(page).toHaveURL(/beta=2/)
  const field = page.getByRole('textbox', { name: 'Time to live' }).first()
  await field.click()
  await field.pressSequentially('9')
  await page.keyboard.press('Control+z')
  await expect(field).toHaveValue('60s')
  await expect.poll(() => verdict(page)).toContain('At β = 2 ')
})

test('a real cache is started from by the keyboard alone, told, and undone', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1')
  const summary = page.locator('summary', { hasText: 'Start from a real cache' })
  await summary.focus()
  await page.keyboard.press('Enter')
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab')
    if (
      await page.getByRole('link', { name: 'A nightly report' }).evaluate((a) => a === document.activeElement)
    )
      break
  }
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?ttl=1d&delta=4m&keys=report:30\/h$/)
  await expect(page.locator('summary', { hasText: 'Started from a nightly report' })).toBeFocused()
  await expect.poll(() => verdict(page)).toContain('48 % of the report key’s expiries still reach users')
  await page.keyboard.press('Control+z')
  await expect.poll(() => verdict(page)).toContain('At β = 4 ')
})

test('the list of caches closes by Escape, and when one goes on elsewhere', async ({ page }) => {
  await visit(page, '/?cycles=1')
  const summary = page.locator('summary', { hasText: 'Start from a real cache' })
  const first = page.getByRole('link', { name: PRESETS[0].name })
  await summary.press('Enter')
  await page.keyboard.press('Tab')
  await expect(first).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(first).toBeHidden()
  await expect(summary).toBeFocused()
  await summary.press('Enter')
  await expect(first).toBeVisible()
  await page.getByRole('textbox', { name: 'Time to live' }).first().focus()
  await expect(first).toBeHidden()
})

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })
  test('every cache to start from is a link to itself, with where its figures are from', async ({ page }) => {
    await page.goto('/?beta=4')
    await page.locator('summary', { hasText: 'Start from a real cache' }).click()
    for (const { name, link, sources, guessed } of PRESETS) {
      const item = page.locator('li', { has: page.getByRole('link', { name, exact: true }) })
      await expect(item.getByRole('link', { name, exact: true })).toHaveAttribute('href', link.slice(1))
      for (const { href } of sources) await expect(item.locator(`a[href="${href}"]`)).toBeVisible()
      if (guessed) await expect(item).toContainText(`${guessed}: typical guesses`)
    }
    await page.getByRole('link', { name: 'A session token' }).click()
    await expect(page.locator('summary', { hasText: 'Started from a session token' })).toBeVisible()
  })
})

test('the sheet opens by ?, closes by Escape, and gives the focus back', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1')
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  await page.getByRole('button', { name: 'Add a key' }).focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toBeVisible()
  expect(loaded.some((url) => url.endsWith('.js'))).toBe(true)
  // Nothing behind it acts.
  await page.keyboard.press('+')
  await page.keyboard.press('Control+z')
  expect(await verdict(page)).toContain('At β = 4 ')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add a key' })).toBeFocused()
})

test('single characters move β, pin, go to the figures and copy the link; in a field they are letters', async ({
  page
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) }
    })
  })
  await visit(page, '/?beta=4&cycles=1')
  await page.keyboard.press('+')
  await expect.poll(() => verdict(page)).toContain('At β = 4.49 ')
  await page.keyboard.press('-')
  await expect.poll(() => verdict(page)).toContain('At β = 4 ')
  await page.keyboard.press('p')
  await expect(page).toHaveURL(/pin\.beta=4/)
  await page.keyboard.press('f')
  await expect(page.getByRole('heading', { name: /Figure 1/ })).toBeFocused()
  await page.keyboard.press('f')
  await expect(page.getByRole('heading', { name: /Figure 2/ })).toBeFocused()
  await page.keyboard.press('b')
  await expect(page.getByRole('slider', { name: /^β/ })).toBeFocused()
  await page.keyboard.press('c')
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { copied?: string }).copied))
    .toMatch(/\?beta=4&cycles=1&pin\.beta=4&v=1$/)
  const name = page.getByLabel('Name of cold')
  await name.fill('')
  await name.pressSequentially('cap+b-a?')
  await expect(name).toHaveValue('cap+b-a?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await verdict(page)).toContain('At β = 4 ')
})

test('single characters that were turned off do nothing, also on the next visit', async ({ page }) => {
  await visit(page, '/?beta=4&cycles=1')
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Single characters are shortcuts' }).uncheck()
  await page.keyboard.press('Escape')
  for (const again of [false, true]) {
    if (again) await visit(page, '/?beta=4&cycles=1')
    for (const key of ['+', 'p', '?', 'f']) await page.keyboard.press(key)
    expect(await verdict(page)).toContain('At β = 4 ')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Pin as A' })).toBeVisible()
  }
  // The chords that everybody knows stay.
  await page.getByRole('link', { name: 'Pin as A' }).click()
  await leaveFields(page)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('link', { name: 'Pin as A' })).toBeVisible()
})

test('an embed has no shortcuts, no undo and no list of caches', async ({ page }) => {
  await visit(page, '/embed?beta=4&cycles=1')
  for (const key of ['+', '?', 'p']) await page.keyboard.press(key)
  expect(await verdict(page)).toContain('At β = 4 ')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(undo(page)).toHaveCount(0)
  await expect(page.getByText('Start from a real cache')).toHaveCount(0)
})

test('the list of caches and the sheet of shortcuts are accessible at each width, in light and dark', async ({
  page
}) => {
  await visit(page, '/?beta=4&cycles=1')
  const widths = [1280, 320]
  await page.locator('summary', { hasText: 'Start from a real cache' }).click()
  await expectAccessible(page, { widths, height: 700, state: 'the list' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, { widths, height: 700, state: 'the sheet' })
})

test('a removed key that is undone is back, and not told as removed any more', async ({ page }) => {
  await visit(page, '/?cycles=1')
  await page.getByRole('button', { name: 'Remove cold' }).click()
  await expect(page.getByText('Removed cold.', { exact: true })).toBeVisible()
  await undo(page).click()
  await expect(told(page)).toContainText('Undone: cold is back.')
  await expect(page.getByText('Removed cold.', { exact: true })).toHaveCount(0)
  await redo(page).click()
  await expect(told(page)).toContainText('Redone: cold is gone.')
})

test('on a phone β stays on top of all that scrolls beneath it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  await visit(page, '/?cycles=1')
  const world = page.locator('.world')
  // So that its summary lies just where β is fixed.
  await world.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 620))
  const summary = (await world.locator('summary').first().boundingBox())!
  const top = await page.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)!.closest('.beta, .world')!.className,
    [summary.x + 30, summary.y + summary.height / 2]
  )
  expect(top).toContain('beta')
})

test('a key is moved up by the keyboard, with the focus on it, and undone', async ({ page }) => {
  await visit(page, '/?keys=a:1/s,b:2/s,c:3/s&cycles=1')
  await page.locator('.keys > fieldset').nth(2).locator('summary').press('Enter')
  await page.getByRole('button', { name: 'Move c up' }).press('Enter')
  await expect(page).toHaveURL(/keys=a:1\/s,c:3\/s,b:2\/s/)
  await expect(page.getByRole('button', { name: 'Move c up' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/keys=c:3\/s,a:1\/s,b:2\/s/)
  await expect(page.getByLabel('Name of c')).toBeFocused()
  await leaveFields(page)
  await page.keyboard.press('Control+z')
  await expect(page).toHaveURL(/keys=a:1\/s,c:3\/s,b:2\/s/)
})
