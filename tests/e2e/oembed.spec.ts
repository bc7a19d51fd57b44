import { expect, test, type APIRequestContext } from '../support/test'
import { readFileSync } from 'node:fs'

async function ask(request: APIRequestContext, fields: Record<string, string>) {
  const response = await request.get(`/oembed?${new URLSearchParams(fields)}`)
  return { status: response.status(), headers: response.headers(), body: await response.json() }
}

const sourceOf = (html: string) => / src="([^"]*)"/.exec(html)![1].replaceAll('&amp;', '&')

test('a page leads an editor to an iframe that stands', async ({ request }) => {
  const page = await (await request.get('/?beta=4')).text()
  const link = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"/.exec(page)
  expect(link).not.toBeNull()
  const response = await request.get(link![1].replaceAll('&amp;', '&'))
  expect(response.status()).toBe(200)
  expect(response.headers()).toMatchObject({
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=86400'
  })
  const { html, type, version, thumbnail_url } = await response.json()
  expect([type, version]).toEqual(['rich', '1.0'])
  const embed = await request.get(sourceOf(html))
  expect(embed.status()).toBe(200)
  expect(await embed.text()).toContain('refreshes')
  expect((await request.get(thumbnail_url)).headers()['content-type']).toBe('image/png')
})

test('the example of the documentation is what the server says', async ({ request, baseURL }) => {
  const text = readFileSync('docs/api.md', 'utf8')
  const [, path, reply] = /```http\nGET (\/oembed\S+)\n```\s+```json\n([\s\S]*?)```/.exec(text)!
  const here = (words: string) =>
    words
      .replaceAll('http://localhost:3000', baseURL!)
      .replaceAll(encodeURIComponent('http://localhost:3000'), encodeURIComponent(baseURL!))
  expect(await (await request.get(here(path))).json()).toEqual(JSON.parse(here(reply)))
})

test('statuses are those of the standard', async ({ request, baseURL }) => {
  const url = `${baseURL}/?beta=4`
  expect((await ask(request, { url })).status).toBe(200)
  expect((await ask(request, { url, format: 'xml' })).status).toBe(501)
  expect((await ask(request, {})).status).toBe(400)
  expect((await ask(request, { url: `${baseURL}/privacy` })).status).toBe(404)
  const refused = await request.post('/oembed', { data: '' })
  expect([refused.status(), refused.headers().allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
  const preflight = await request.fetch('/oembed', { method: 'OPTIONS' })
  expect(preflight.headers()['access-control-allow-origin']).toBe('*')
})

test('no hostile address makes it fail, or lends it a frame', async ({ request, baseURL }) => {
  const host = new URL(baseURL!).host
  const hostile = [
    'javascript:alert(1)',
    'https://evil.example/?beta=4',
    `http://user:pass@${host}/`,
    `http://${host}.evil.example/`,
    `http://${host}@evil.example/`,
    `http://${host}/%2e%2e/%2e%2e/etc/passwd`,
    `http://${host}/embed/../privacy`,
    `http://${host}\\@evil.example/`,
    `file:///etc/passwd`,
    `http://[::1`,
    '%00%ff',
    '\u0000',
    'http://\ud800/',
    `http://${host}/?keys=${'x'.repeat(12_500)}`
  ]
  for (const url of hostile) {
    const { status, body } = await ask(request, { url })
    expect([url.slice(0, 60), status]).toEqual([url.slice(0, 60), 404])
    expect(body).not.toHaveProperty('html')
  }
  for (const query of ['url=%', 'url=%ff%fe', 'url[]=x', 'url=&url=', 'format=json', 'maxwidth=1'])
    expect((await request.get(`/oembed?${query}`)).status(), query).toBeLessThan(500)
})
