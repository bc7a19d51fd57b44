import { expect, test, type Page } from '../support/test'
import { alive, watch } from '../support/page'

const PAGES = [
  '/?cycles=1',
  '/compare?cycles=1',
  '/embed?cycles=1',
  '/learn',
  '/learn/model',
  '/learn?lesson=beta-direction',
  '/learn?lesson=lock',
  '/share',
  '/privacy'
]
/** When these were written nobody knew where they would be served; they have one address, whatever the search. */
const WRITTEN_BEFORE = ['/learn/model', '/privacy']

/** What can be used or looked at and has no name, as the browser tells those who listen. */
const unnamed = async (page: Page) =>
  (await page.locator('body').ariaSnapshot()).match(
    /^ *- '?(link|button|textbox|slider|combobox|radio|img)(?! ").*/gm
  ) ?? []

for (const path of PAGES) {
  test(`${path} says what it is: title, description, language, address, headings, and a name for all that can be used`, async ({
    page,
    baseURL
  }) => {
    const said = watch(page)
    const foreign: string[] = []
    page.on('request', (request) => {
      const url = request.url()
      if (request.resourceType() === 'font' || (url.startsWith('http') && !url.startsWith(`${baseURL}/`)))
        foreign.push(url)
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    expect((await page.title()).length).toBeGreaterThan(10)
    const about = await page.locator('meta[name=description]').getAttribute('content')
    expect(about!.length).toBeGreaterThan(40)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    if (!WRITTEN_BEFORE.includes(path)) {
      const canonical = new URL((await page.locator('link[rel=canonical]').getAttribute('href'))!)
      expect(canonical.origin + canonical.pathname).toBe(baseURL + path.replace(/\?.*/, ''))
    }
    await expect(page.locator('meta[name=viewport]')).toHaveAttribute('content', /width=device-width/)
    // Whoever zooms may.
    await expect(page.locator('meta[name=viewport]')).not.toHaveAttribute('content', /user-scalable|maximum/)
    await expect(page.locator('meta[name=robots]')).toHaveCount(0)
    // One main part, one first heading, no gap below it, and nothing to say on the console.
    await alive(page)
    await expect(page.getByRole('main')).toHaveCount(1)
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    const gaps = levels.filter((level, i) => level > (levels[i - 1] ?? level) + 1)
    expect(gaps).toEqual([])
    expect(
      await page
        .getByRole('heading')
        .first()
        .evaluate(({ tagName }) => tagName)
    ).toBe('H1')
    expect(await unnamed(page)).toEqual([])
    expect(said).toEqual([])
    // Of no other host, and no font.
    expect(foreign).toEqual([])
  })
}

test('a crawler may read all pages, and is kept from having simulations run', async ({ request }) => {
  const reply = await request.get('/robots.txt')
  expect(reply.status()).toBe(200)
  expect(reply.headers()['content-type']).toContain('text/plain')
  expect(await reply.text()).toBe('User-agent: *\nDisallow: /api/\n')
})
