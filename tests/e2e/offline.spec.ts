import { expect, test, type BrowserContext, type Page } from '../support/test'
import { alive, simulated, verdict, visitAndKeep } from '../support/page'

test.use({ isFirstVisit: true })

const registrations = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return { names, urls: all.flat().map(({ url }) => url) }
  })
const offline = (context: BrowserContext) => context.setOffline(true)

test('after one visit the tool works without a network, also for links and lessons never seen before', async ({
  page,
  context
}) => {
  await visitAndKeep(page, '/?beta=2&cycles=1')
  await test.step('pages and files of this version are kept, and nothing that a visit was about', async () => {
    await page.evaluate(() => caches.open('xfetch-tuner-0.0.0+older'))
    const version = /Version (\S+)/.exec(await page.locator('footer').innerText())![1]
    expect(version).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/)
    const { names, urls } = await kept(page)
    expect(names).toContain(`xfetch-tuner-${version}`)
    expect(urls.filter((url) => /[?]|\/api\/|\/embed|card\.png|oembed/.test(url))).toEqual([])
  })
  await offline(context)

  await test.step('an address that is not the tool’s has a page that says so', async () => {
    await page.goto('/nowhere?beta=4')
    await expect(page.getByRole('heading')).toHaveText('This page is not here without a network')
    await page.getByRole('link', { name: 'Open the tuner' }).click()
    await expect.poll(() => verdict(page)).toContain('At β = 1 ')
  })

  await page.goto('/?beta=2&cycles=1')
  await page.reload()
  await expect.poll(() => verdict(page)).toContain('At β = 2 ')
  await page.goto('/?beta=4&keys=hot:1000/s,cold:0.5/s&cycles=1')
  await expect.poll(() => verdict(page)).toContain('At β = 4 the hot key refreshes 7.5 s before expiry')
  await simulated(page)
  await alive(page)
  // mathjs is loaded when a formula is typed.
  await page.getByRole('textbox', { name: 'Rebuild time' }).first().fill('3 * 80 ms')
  await expect(page).toHaveURL(/delta=240ms/)

  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Lessons' }).click()
  await expect(page.getByRole('heading', { name: 'Lessons' })).toBeVisible()
  await page.goto('/learn?lesson=beta-direction')
  await expect(page.getByRole('link', { name: 'All lessons' })).toBeVisible()
  await page.goto('/?lesson=beta-direction&beta=3')
  await expect(page).toHaveURL(/\/learn\?lesson=beta-direction&beta=3/)
  for (const path of ['/compare?cycles=1', '/learn/model', '/share?beta=4&cycles=1', '/privacy']) {
    await page.goto(path)
    await expect(page.locator('main')).toBeVisible()
  }
  await test.step('an embed is never answered from what is kept', async () => {
    await expect(page.goto('/embed?beta=4')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
  })
})

test('an embed has nothing kept', async ({ page }) => {
  await page.clock.install()
  await page.goto('/embed?beta=4&cycles=1')
  await simulated(page)
  // More time passes than a page of the site waits.
  await page.clock.runFor(30_000)
  expect(await registrations(page)).toBe(0)
  expect((await kept(page)).names).toEqual([])
})

test('the file that keeps things is asked for anew each time', async ({ request }) => {
  const headers = (await request.get('/service-worker.js')).headers()
  expect(headers['cache-control']).toBe('no-cache')
  expect(headers['content-type']).toContain('javascript')
})
