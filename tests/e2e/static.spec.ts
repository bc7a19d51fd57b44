import { expect, test, type Page } from '../support/test'
import { ensureBuilt } from '../../scripts/build.mjs'
import { hostFiles, type FileHost } from '../support/file-host'
import { simulated, verdict, visitAndKeep, watch } from '../support/page'

test.describe.configure({ mode: 'serial' })

let host: FileHost

test.beforeAll(async () => {
  const said: string[] = []
  expect(await ensureBuilt('static', (line) => said.push(line))).toBe(true)
  // Progress, and nothing of the bundler's.
  expect(said.join('\n')).toMatch(/^(Building, which takes half a minute …\nBuilt in \d+ s\.)?$/)
  host = await hostFiles('build-static', '/sub/')
})
test.afterAll(() => host?.close())

/** Collects the errors and warnings of a page, and what it asks of other hosts. */
function watchAtHost(page: Page): string[] {
  const faults = watch(page)
  page.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(host.address))
      faults.push(request.url())
  })
  return faults
}

const OF_SERVER = /\/api\/|card\.png|oembed|sveltekit-prerender/
const references = (page: Page) =>
  page
    .locator('[href], [src], [content]')
    .evaluateAll((all) =>
      all.flatMap((element) => ['href', 'src', 'content'].flatMap((name) => element.getAttribute(name) ?? []))
    )

test('as files in a subfolder, the tuner takes the scenario of its link', async ({ page }) => {
  const faults = watchAtHost(page)
  await page.goto(`${host.address}?beta=4&cycles=1`)
  await expect.poll(() => verdict(page)).toContain('At β = 4 the hot key refreshes 7.5 s before expiry')
  await simulated(page)
  await page.getByRole('textbox', { name: 'Rebuild time' }).first().fill('3 * 80 ms')
  await expect(page).toHaveURL(/delta=240ms/)
  await page.goBack()
  await expect.poll(() => verdict(page)).toContain('At β = 4 the hot key refreshes 7.5 s before expiry')
  // What reads a rule is a file of its own, which only such a link loads.
  await page.goto(`${host.address}?rule=left < 0.1*ttl&keys=a:500/s&coord=lock&cycles=1`)
  await expect.poll(() => verdict(page)).toContain('At β = 1 the a key refreshes 6 s before expiry')
  expect(faults).toEqual([])
  expect(host.missing).toEqual([])
})

test('the policy stands in the files themselves', async ({ request }) => {
  const html = await (await request.get(host.address)).text()
  const [, policy] = /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html)!
  expect(policy).toMatch(/default-src 'none'.*script-src 'self' 'sha256-/)
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
})

test('every page is there, from any depth, and none points to what needs a server', async ({ page }) => {
  const faults = watchAtHost(page)
  for (const path of ['', 'compare/', 'learn/', 'learn/model/', 'share/', 'privacy/', 'embed/']) {
    const response = await page.goto(host.address + path)
    expect(response!.status(), path).toBe(200)
    await expect(page.locator('main')).toBeVisible()
    // Until its scripts run, a page does not know where it lies, and its parts come to life one by one.
    await expect
      .poll(async () => (await references(page)).filter((link) => OF_SERVER.test(link)), { message: path })
      .toEqual([])
    await expect
      .poll(() => page.locator('body').innerText(), { message: path })
      .not.toMatch(/NaN|undefined|sveltekit-prerender/)
  }
  await page.goto(`${host.address}learn/model/`)
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Tuner' }).click()
  await expect(page).toHaveURL(host.address)
  await expect.poll(() => verdict(page)).toContain('β = 1')
  expect(faults).toEqual([])
  expect(host.missing).toEqual([])
})

test('an embed takes its link and its theme', async ({ page }) => {
  const faults = watchAtHost(page)
  await page.goto(
    `${host.address}embed/?beta=4&arrivals=burst:2s:18s&keys=a:10/s,b:5/s,c:1/s&theme=dark&cycles=1`
  )
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('body')).toContainText(/β\s=\s4/)
  expect(await page.locator('body').innerText()).not.toMatch(/NaN|undefined/)
  expect(faults).toEqual([])
})

test('what is not there has a page that says so, without a request of its own', async ({ page }) => {
  await page.goto(`${host.address}nowhere/at/all`)
  await expect(page.getByRole('heading')).toHaveText('There is no such page')
  expect(host.missing.splice(0)).toEqual(['/sub/nowhere/at/all'])
})

test.describe('somebody who was never here', () => {
  test.use({ isFirstVisit: true })

  test('can go on without a network, also as files in a subfolder', async ({ page }) => {
    // A host of its own, which is then gone.
    const gone = await hostFiles('build-static', '/sub/')
    await visitAndKeep(page, `${gone.address}?beta=2&cycles=1`)
    gone.close()
    await page.goto(`${gone.address}?beta=4&cycles=1`)
    await expect.poll(() => verdict(page)).toContain('At β = 4 ')
    await page.goto(`${gone.address}learn/?lesson=beta-direction`)
    await expect(page.getByRole('link', { name: 'All lessons' })).toBeVisible()
    await page.goto(`${gone.address}nowhere`)
    await expect(page.getByRole('heading')).toHaveText('This page is not here without a network')
  })
})
