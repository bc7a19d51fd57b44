import { expect, test } from '../support/test'

test('the page has a title and asks no other host for anything', async ({ page, baseURL }) => {
  const hosts = new Set<string>()
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http')) hosts.add(host)
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  expect(await page.title()).not.toBe('')
  expect([...hosts]).toEqual([new URL(baseURL!).host])
})
