import { expect, test, type APIRequestContext } from '../support/test'
import { visit } from '../support/page'

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]

async function card(request: APIRequestContext, search: string, headers: Record<string, string> = {}) {
  const response = await request.get(`/card.png${search}`, { headers })
  return { status: response.status(), headers: response.headers(), body: await response.body() }
}

/** The content of every meta and link element of a page, by name, property or relation. */
function tagsOf(html: string): Record<string, string> {
  const plain = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const head = html.slice(0, html.indexOf('</head>'))
  return Object.fromEntries(
    [...head.matchAll(/<(?:meta|link) ((?:"[^"]*"|[^">])*)>/g)].flatMap(([, text]) => {
      const own = Object.fromEntries(
        [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])
      )
      const name = own.property ?? own.name ?? own.rel
      return name ? [[name, plain(own.content ?? own.href ?? '')]] : []
    })
  )
}

test('a card is a picture of 1200 by 630, the same each time, and may be kept', async ({ request }) => {
  const [first, again] = [await card(request, '?beta=4'), await card(request, '?beta=4')]
  expect(first.status).toBe(200)
  expect(first.headers).toMatchObject({
    'content-type': 'image/png',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=86400',
    'content-length': `${first.body.length}`
  })
  expect([...first.body.subarray(0, 8)]).toEqual(SIGNATURE)
  expect([first.body.readUInt32BE(16), first.body.readUInt32BE(20)]).toEqual([1200, 630])
  expect(again.body.equals(first.body)).toBe(true)

  const { etag } = first.headers
  const known = await card(request, '?beta=4', { 'if-none-match': etag })
  expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, etag])
})

test('a card shows the scenario and nothing else of the link', async ({ request }) => {
  const [plain, same, other] = await Promise.all([
    card(request, '?beta=4'),
    card(request, '?v=1&sweep=rate&beta=4.0&cycles=7&seed=3&junk=%00&show=map'),
    card(request, '?beta=5')
  ])
  expect(same.body.equals(plain.body)).toBe(true)
  expect(same.headers.etag).toBe(plain.headers.etag)
  expect(other.body.equals(plain.body)).toBe(false)
})

test('a card of what must be simulated is drawn too', async ({ request }) => {
  const { status, body } = await card(request, '?arrivals=burst:2s:18s&keys=hot:10/s')
  expect(status).toBe(200)
  expect([...body.subarray(0, 8)]).toEqual(SIGNATURE)
})

test('a card is asked for with GET or HEAD', async ({ request }) => {
  const head = await request.head('/card.png?beta=4')
  expect(head.status()).toBe(200)
  expect(head.headers()['content-type']).toBe('image/png')
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const refused = await request.fetch('/card.png?beta=4', { method })
    expect(refused.status()).toBe(405)
    expect(refused.headers().allow).toContain('GET')
  }
})

test('no link, however broken, makes a card fail', async ({ request }) => {
  const pieces = [
    'beta',
    'ttl',
    'delta',
    'keys',
    'cv',
    'coord',
    'arrivals',
    'lens',
    'late',
    'ttl.hot',
    '%',
    ''
  ]
  const values = [
    '4',
    '-1',
    'NaN',
    '1e999',
    '60s',
    '1ms',
    '10y',
    'a:1/s',
    'a:1/s,a:2/s,:,%F0%9F%9A%80:9/h',
    'lock'
  ]
  const more = ['%00', '%ff%fe', '%3Csvg%3E:5/s', 'coalesce:8', 'even', '日本:1/s', '&&&', '='.repeat(300)]
  const all = [...values, ...more]
  // A fixed walk through all pairs: what is drawn does not depend on the day.
  for (let i = 0; i < 40; i++) {
    const at = (step: number, from: string[]) => from[(i * step + (i >> 3)) % from.length]
    const search = `?${at(5, pieces)}=${at(7, all)}&${at(11, pieces)}=${at(13, all)}`
    const response = await request.get(`/card.png${encodeURI(search).replaceAll('%25', '%')}`)
    expect(response.status(), search).toBeLessThan(500)
  }
})

const crawlers = ['facebookexternalhit/1.1', 'Twitterbot/1.0', 'Slackbot-LinkExpanding 1.0', 'Mozilla/5.0']

test('a page tells everybody the same about its scenario, without a script', async ({ request, baseURL }) => {
  const seen = await Promise.all(
    crawlers.map(async (agent) => {
      const response = await request.get('/?beta=4&junk=1', { headers: { 'user-agent': agent } })
      return tagsOf(await response.text())
    })
  )
  for (const other of seen) expect(other).toEqual(seen[0])
  const verdict = /^At β.=.4,? the hot key refreshes/
  const link = `${baseURL}/?beta=4&v=1`
  const image = `${baseURL}/card.png?beta=4&v=1`
  expect(seen[0]).toMatchObject({
    description: expect.stringMatching(/^Keep β.=.4 for hot/),
    canonical: link,
    'og:site_name': 'XFetch Tuner',
    'og:type': 'website',
    'og:url': link,
    'og:title': 'Keep β = 4: hot 1000/s, TTL 60\u202fs, rebuild 250\u202fms',
    'og:description': expect.stringMatching(/^Keep β/),
    'og:image': image,
    'og:image:type': 'image/png',
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': expect.stringMatching(/68.% of the cold key’s expiries still reach users\.$/),
    'twitter:card': 'summary_large_image',
    'twitter:title': expect.stringMatching(/^Keep β = 4: hot 1000\/s/),
    'twitter:description': expect.stringMatching(/^Keep β/),
    'twitter:image': image,
    'twitter:image:alt': expect.stringMatching(verdict)
  })
  expect(seen[0]['og:title'].length).toBeLessThanOrEqual(60)
  expect((await request.get(seen[0]['og:image'])).headers()['content-type']).toBe('image/png')
})

test('what a key is called cannot leave its attribute', async ({ request }) => {
  const name = '"><script>x'
  const response = await request.get(`/?keys=${encodeURIComponent(name)}:1000/s`)
  const tags = tagsOf(await response.text())
  expect(tags['og:title']).toContain(`: ${name} 1000/s`)
  expect(tags['og:image:alt']).toContain(name)
})

test('a tab is called by its scenario, and follows it', async ({ page }) => {
  await visit(page, '/')
  await expect(page).toHaveTitle('XFetch Tuner – which β to set against cache stampedes')
  await page.getByRole('slider', { name: 'β' }).first().press('End')
  await expect(page).toHaveTitle('hot 1000/s, TTL 60\u202fs, rebuild 250\u202fms, β 100 – XFetch Tuner')
})
