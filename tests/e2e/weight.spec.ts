import { gzipSync } from 'node:zlib'
import { expect, test, type APIRequestContext } from '../support/test'

/**
 * What a page may load before it can be used, bytes of JavaScript after gzip. About half of them are the framework. The
 * server has read the link, so that its reader loads later, and so do the figures and the advice.
 */
const MOST = 75_000

test.use({ isFirstVisit: true })

/** The files that a reply tells the browser to load at once, and all that these import. */
async function firstLoad(request: APIRequestContext, path: string): Promise<Map<string, string>> {
  const page = await request.get(path)
  const told = [...(await page.text()).matchAll(/<link href="([^"]*)" rel="modulepreload">/g)].map(
    ([, path]) => new URL(path, page.url()).href
  )
  const files = new Map<string, string>()
  // A file that is found on the way waits for the one that names it, and counts as well.
  const waiting = new Set(told)
  for (const url of waiting) {
    const text = await (await request.get(url)).text()
    files.set(url, text)
    for (const [, name] of text.matchAll(/(?:from|import)\s*["'`](\.[^"'`]+\.js)["'`]/g))
      waiting.add(new URL(name, url).href)
  }
  return files
}

for (const path of ['/', '/embed']) {
  test(`${path} loads at most ${MOST / 1000} kB of JavaScript before it can be used`, async ({ request }) => {
    const files = await firstLoad(request, path)
    expect(files.size).toBeGreaterThan(5)
    const sizes = [...files.values()].map((text) => gzipSync(text).length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST)
  })

  test(`${path} loads no simulation, formulas or reader of links before they are asked for`, async ({
    request
  }) => {
    const texts = [...(await firstLoad(request, path)).values()].join()
    expect(texts).not.toMatch(/new Worker\(|createObjectURL|mathjs|is not known and ignored/)
  })
}

test('the tuner comes as at most 80 kB of HTML', async ({ request }) => {
  for (const link of ['/', '/?beta=4', '/?ttl=5m&delta=0.94s&keys=product:120/s&coord=coalesce:6'])
    expect((await (await request.get(link)).body()).length, link).toBeLessThanOrEqual(80_000)
})

test('what a page names in its head is used, and nothing is loaded twice', async ({ page }) => {
  const asked: string[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  page.on('console', (message) => said.push(message.text()))
  await page.goto('/?cycles=1', { waitUntil: 'networkidle' })
  const named = await page
    .locator('link[rel=modulepreload], link[rel=stylesheet]')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLLinkElement).href).pathname))
  expect(named.length).toBeGreaterThan(20)
  for (const path of named)
    expect(
      asked.filter((one) => one === path),
      path
    ).toHaveLength(1)
  expect(said).toEqual([])
})
