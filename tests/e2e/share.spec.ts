import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { openShare, refuseClipboard, visit } from '../support/page'

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const LINK = '/?beta=4&pin.beta=2'

test('Markdown and an iframe are copied, of the state and not of the address', async ({
  page,
  context,
  baseURL
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await visit(page, LINK)
  await page.getByLabel('β, typed').fill('3')
  await expect(page.locator('main')).toContainText(/At\s+β\s=\s3\s+the hot key/)
  await openShare(page)
  await page.getByRole('button', { name: 'Copy Markdown' }).click()
  await expect(page.getByText('Markdown copied')).toBeVisible()
  const markdown = await copied(page)
  expect(markdown).toContain(`](${baseURL}/?beta=3&pin.beta=2&v=1)`)
  expect(markdown).toMatch(/^\[!\[At β\s=\s3 the hot key refreshes/)
  // The picture that it shows is there.
  const picture = /\]\((\S+card\.png\S*?)\)\]/.exec(markdown)![1]
  const card = await page.request.get(picture)
  expect([card.status(), card.headers()['content-type']]).toEqual([200, 'image/png'])

  await page.getByRole('button', { name: 'Copy iframe' }).click()
  await expect(page.getByText('Iframe copied')).toBeVisible()
  const iframe = await copied(page)
  expect(iframe).toContain(`<iframe src="${baseURL}/embed?beta=3&amp;pin.beta=2&amp;v=1"`)
  expect(iframe).toContain(`<script src="${baseURL}/embed.js" async></script>`)
})

test('where the clipboard is refused, what to copy is shown, in focus and selected, and put away by Escape', async ({
  page
}) => {
  await refuseClipboard(page)
  await page.goto(LINK)
  await openShare(page)
  const button = page.getByRole('button', { name: 'Copy Markdown' })
  await button.click()
  await expect(page.getByLabel(/^Markdown/)).toBeFocused()
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('/?beta=4&pin.beta=2&v=1')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel(/^Markdown/)).toHaveCount(0)
  await expect(page.locator('details.share > summary')).toBeFocused()
})

test('the device’s own way to share is offered where there is one, with title and link', async ({
  page,
  baseURL
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'share', {
      value: (data: ShareData) => {
        ;(window as unknown as { shared: ShareData }).shared = data
        return Promise.resolve()
      }
    })
  })
  await page.goto(LINK)
  await openShare(page)
  await page.getByRole('button', { name: 'Share…' }).click()
  const shared = await page.evaluate(() => (window as unknown as { shared: ShareData }).shared)
  expect(shared.url).toBe(`${baseURL}/?beta=4&pin.beta=2&v=1`)
  expect(shared.title).toMatch(/^At β/)
})

test('an embed is built and seen live: what it shows, its code, and what its host hears', async ({
  page,
  baseURL
}) => {
  await page.goto('/share?beta=4&cycles=1&v=1')
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('heading', { name: 'The early-refresh window' })).toBeVisible()
  await page.getByLabel('Wasted rebuilds').uncheck()
  await page.getByLabel('dark').check()
  await expect(frame.getByRole('heading', { name: 'Wasted rebuilds an hour' })).toHaveCount(0)
  await expect(page.getByLabel('HTML, with the script that sets its height', { exact: true })).toHaveValue(
    new RegExp(`src="${baseURL}/embed\\?beta=4&amp;cycles=1&amp;v=1&amp;show=verdict,window&amp;theme=dark"`)
  )
  await expect(page).toHaveURL(/\/share\?beta=4&cycles=1&v=1&show=verdict,window&theme=dark$/)
  // The script has given it its height, and the code has learnt it.
  const code = page.getByLabel('HTML, with the script that sets its height', { exact: true })
  await expect
    .poll(async () => {
      const told = Number(/height="(\d+)"/.exec(await code.inputValue())![1])
      const height = await page.locator('iframe').evaluate((element) => element.clientHeight)
      return height > 400 && Math.abs(height - told) <= 1
    })
    .toBe(true)
  await page.getByText('Events that the page around it receives').click()
  await expect(page.getByText('xfetch:ready')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('dark')).toBeChecked()
})

test('a lesson is built: its link and Markdown lead to the lesson, and the preview leaves no steps behind', async ({
  page,
  baseURL
}) => {
  await page.goto('/share?ttl=5m&cycles=1')
  const steps = () => page.evaluate(() => history.length)
  await page.frameLocator('iframe').getByRole('slider', { name: /^β/ }).waitFor()
  const before = await steps()
  await page.getByLabel('a lesson: Which way does β work?').check()
  await expect(page.frameLocator('iframe').getByRole('radio').first()).toBeVisible()
  const link = `${baseURL}/learn?ttl=5m&cycles=1&v=1&lesson=beta-direction`
  await expect(page.getByLabel('Link', { exact: true })).toHaveValue(link)
  await expect(page.getByLabel('Markdown, for an issue, a chat or a wiki', { exact: true })).toHaveValue(
    new RegExp(link.replace(/[?.]/g, '\\$&'))
  )
  await page.getByLabel('dark').check()
  await expect(page).toHaveURL(/theme=dark/)
  expect(await steps()).toBe(before)
})

test('an origin that is none is told and not taken', async ({ page }) => {
  await page.goto('/share?cycles=1')
  // The page runs its script: it has added that of the embed.
  await expect(page.locator('head > script[src$="/embed.js"]')).toBeAttached()
  const host = page.getByPlaceholder('https://lms.example')
  await host.fill('lms.example')
  await host.press('Tab')
  await expect(
    page.getByText('host=lms.example is not an origin such as https://lms.example; ignored')
  ).toBeVisible()
  await host.fill('https://lms.example/')
  await host.press('Tab')
  await expect(page.getByLabel('HTML, with the script that sets its height', { exact: true })).toHaveValue(
    /host=https:\/\/lms\.example"/
  )
})

test('where an embed is built the page is accessible at each width, in light and dark', async ({ page }) => {
  await page.goto('/share?beta=4&cycles=1&show=verdict&ttl=oops')
  await expect(page.frameLocator('iframe').getByText('At β').first()).toBeVisible()
  await expectAccessible(page, { widths: [1280, 320] })
})
