import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { hostPage, type Host } from '../support/host-page'
import { listen, pageWidth, plain, watch } from '../support/page'

const hosts: Host[] = []
test.afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})

const broken = (page: Page | ReturnType<Page['frameLocator']>) =>
  page.locator('strong').filter({ hasText: /^Broken: / })
/** The tracer runs its script. */
const alive = (page: Page | ReturnType<Page['frameLocator']>) =>
  expect(page.locator('.tracer[data-alive]')).toBeVisible()
const search = (page: Page) => new URL(page.url()).search

for (const [defence, steps] of [
  ['lock-on-miss', 6],
  ['coalescing', 4],
  ['xfetch', 2],
  ['fenced-write', 11]
] as const) {
  test(`the bug of ${defence} is shown after ${steps} steps, and the mended program is proven`, async ({
    page
  }) => {
    const faults = watch(page)
    await page.goto(`/learn/defences/${defence}`)
    await alive(page)
    await page.getByRole('button', { name: 'Show me a schedule that breaks it' }).click()
    await expect(page.getByText(new RegExp(`breaks after ${steps} steps`))).toBeVisible()
    await expect(broken(page)).toHaveCount(0)
    for (let i = 0; i < steps; i++) await page.getByRole('button', { name: 'Next' }).click()
    await expect(broken(page)).toBeVisible()
    await page.getByRole('button', { name: 'Show the mended one' }).click()
    await page.getByRole('button', { name: 'Does it always hold?' }).click()
    await expect(page.getByText(/^Yes, it always holds\. All [\d\s]+ schedules/)).toBeVisible()
    expect(faults).toEqual([])
  })
}

test('the link has the program, the bounds and the schedule; Back undoes a change of program', async ({
  page
}) => {
  await page.goto('/learn/defences/fenced-write?s=AAAAt')
  await alive(page)
  await expect(page.getByText('The lock runs out.').first()).toBeVisible()
  await page.keyboard.press('b')
  await expect.poll(() => search(page)).toBe('?s=AAAAtB')
  await page.getByLabel('Program').selectOption({ label: 'The store compares versions' })
  await expect.poll(() => search(page)).toBe('?program=version')
  await page.getByText(/^Bounds:/).click()
  await page.getByLabel('Crashes').selectOption('1')
  await expect.poll(() => search(page)).toBe('?program=version&crashes=1')
  await page.goBack()
  await page.goBack()
  await expect.poll(() => search(page)).toBe('?s=AAAAtB')
  await expect(page.getByText(/B takes the lock with token 2/).first()).toBeVisible()
  await page.reload()
  await expect(page.getByText(/B takes the lock with token 2/).first()).toBeVisible()
  await page.goto('/learn/defences/lock-on-mis?s=AAZ')
  await expect(page.getByText(/lock-on-mis is not one of .*; showing lock-on-miss/)).toBeVisible()
  await expect(page.getByText(/“Z”, from move 3 on, is no move/)).toBeVisible()
})

test('the page is accessible after a promise broke, and the keyboard alone gets there', async ({ page }) => {
  await page.goto('/learn/defences/lock-on-miss')
  await alive(page)
  await page.keyboard.type('aaabb')
  await page.getByRole('button', { name: /^B, line 6/ }).focus()
  await page.keyboard.press('Enter')
  await expect(broken(page)).toBeVisible()
  await expectAccessible(page)
})

test('in a sandboxed frame of 320 px the tracer finds the bug, tells its host, and nothing scrolls sideways', async ({
  page,
  baseURL
}) => {
  const host = await hostPage(
    `<iframe sandbox="allow-scripts" src="${baseURL}/embed?trace=lock-on-miss&callers=4" width="320" height="900"></iframe>`,
    `<script>
      window.heard = []
      addEventListener('message', ({ data }) => {
        if (data.type === 'resize') window.told = data.height
        else if (data.type) window.heard.push([data.type, data.link])
      })
    </script>`
  )
  hosts.push(host)
  await page.goto(host.origin)
  const frame = page.frameLocator('iframe')
  await alive(frame)
  await frame.getByRole('button', { name: 'Show me a schedule that breaks it' }).click()
  await expect(frame.getByText(/breaks after 6 steps/)).toBeVisible()
  await frame.getByRole('button', { name: /^Step 6/ }).click()
  await expect(broken(frame)).toBeVisible()
  expect(await frame.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(320)
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { told: number }).told))
    .toBeGreaterThan(900)
  expect(await pageWidth(page)).toBeLessThanOrEqual(1280)
  // The host hears that the tracer is there, and of every schedule since, in the words of a link.
  const heard = await page.evaluate(() => (window as unknown as { heard: [string, string][] }).heard)
  expect(heard[0]).toEqual(['ready', '?trace=lock-on-miss&callers=4'])
  expect(heard.at(-1)).toEqual([
    'change',
    expect.stringMatching(/^\?trace=lock-on-miss&callers=4&s=[A-D]{6}$/)
  ])
})

test('moves by key are told one after the other, and no title of the page comes between', async ({
  page
}) => {
  await page.goto('/learn/defences/lock-on-miss')
  await alive(page)
  const heard = await listen(page)
  const told: string[] = []
  for (const [key, words] of [
    ['a', '1. A reads the cache: a miss.'],
    ['b', '2. B reads the cache: a miss.'],
    ['a', '3. A takes the lock with token 1.']
  ] as const) {
    await page.keyboard.press(key)
    told.push(words)
    await expect.poll(async () => (await heard()).at(-1)).toBe(words)
  }
  await expect.poll(() => search(page)).toBe('?s=ABA')
  expect((await heard()).map(plain)).toEqual(told)
})
