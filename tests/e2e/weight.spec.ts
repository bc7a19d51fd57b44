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

for (const [link, most] of [
  ['/', 65],
  ['/?beta=4', 65],
  ['/?ttl=5m&delta=0.94s&keys=product:120/s&coord=coalesce:6', 65],
  ['/embed?beta=4', 80],
  // Each key has a row in Figure 1 and a panel in Figure 2.
  ['/?keys=a:1000/s,b:200/s,c:40/s,d:8/s,e:2/s,f:0.5/s', 105]
] as const)
  test(`${link} comes as at most ${most} kB of HTML`, async ({ request }) => {
    expect((await (await request.get(link)).body()).length).toBeLessThanOrEqual(1000 * most)
  })

for (const path of ['/?beta=4.2', '/embed?beta=4.2'])
  test(`${path} is the same page for everybody, and a browser that has it is told so`, async ({
    request
  }) => {
    const [first, second] = [await request.get(path), await request.get(path)]
    const { etag, ...headers } = first.headers()
    expect(await second.text()).toBe(await first.text())
    expect(second.headers()).toMatchObject({
      etag,
      'content-security-policy': headers['content-security-policy']
    })
    const again = await request.get(path, { headers: { 'if-none-match': etag } })
    expect([again.status(), (await again.body()).length]).toEqual([304, 0])
    const head = await request.head(path)
    expect([head.status(), head.headers().etag, (await head.body()).length]).toEqual([200, etag, 0])
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
