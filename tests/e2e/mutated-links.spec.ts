import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { mutator } from '../links/mutations'

const published = JSON.parse(readFileSync(new URL('../links/published.json', import.meta.url), 'utf8')) as {
  link: string
}[]
const links = published.map(({ link }) => link.slice(link.indexOf('?')))

/** As a browser would send it. */
const searchOf = (link: string) => new URL(link.startsWith('?') ? link : `?${link}`, 'http://x/').search

/** Where the link goes, and how many of a hundred go there. */
const PLACES: [share: number, path: (search: string, origin: string) => string][] = [
  [26, (search) => `/${search}`],
  [26, (search) => `/embed${search}`],
  [10, (search) => `/learn${search || '?'}&lesson=beta-direction`],
  [4, (search) => `/learn${search || '?'}&lesson=lock`],
  [4, (search) => `/share${search}`],
  [20, (search) => `/api/v1/predict${search}`],
  [5, (search, origin) => `/oembed?url=${encodeURIComponent(`${origin}/${search}`)}`],
  [5, (search) => `/card.png${search}`]
]
const PATHS = PLACES.flatMap(([share, path]) => Array.from({ length: share }, () => path))

test('three thousand mutated links find no fault in the server, and no NaN', async ({ request, baseURL }) => {
  test.setTimeout(400_000)
  const mutate = mutator(links, 41)
  const faults: string[] = []
  const many = 3_000
  let next = 0
  const ask = async () => {
    for (let turn = next++; turn < many; turn = next++) {
      const path = PATHS[(turn * 37) % PATHS.length](searchOf(mutate(turn)), baseURL!)
      const response = await request.get(path, { maxRedirects: 0, timeout: 60_000 })
      const status = response.status()
      // A lesson’s link is sent to its page; more pictures at a time than are drawn wait for the next time.
      const fine = [200, 307].includes(status) || (status === 503 && path.startsWith('/card'))
      if (!fine) faults.push(`${status} for ${path}`)
      // JSON has no way to write one; its notes repeat what the reader wrote.
      if (!response.headers()['content-type']?.includes('html')) continue
      // What the reader wrote is repeated to them; what is computed must be a number.
      const text = (await response.text()).replace(/<script[\s\S]*?<\/script>/g, '')
      if (
        /(?:[>\s(=]|d=")-?(?:NaN|undefined|Infinity)(?:[\s<.,%)s]|Z)/.test(
          text.replace(/<li>[^<]*<\/li>/g, '')
        )
      )
        faults.push(`not a number in ${path}`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, ask))
  expect(faults).toEqual([])
})

test('a hundred mutated links come to life as the server drew them', async ({ page }) => {
  test.setTimeout(300_000)
  const faults: string[] = []
  let now = ''
  page.on('pageerror', (error) => faults.push(`${now}: ${error.message}`))
  page.on('console', (message) => {
    // Of a mismatch Svelte warns, and mends it.
    if (['error', 'warning'].includes(message.type())) faults.push(`${now}: ${message.text()}`)
  })
  const mutate = mutator(links, 43)
  for (let turn = 0; turn < 100; turn++) {
    const search = searchOf(mutate(turn))
    now =
      ['/', '/embed', '/learn'][turn % 3] +
      search +
      (turn % 3 === 2 ? `${search ? '&' : '?'}lesson=lock` : '')
    await page.goto(now)
    await page.locator('main').waitFor()
    // What the scripts made of it must read as what the server sent; what is simulated goes on, and is left out.
    const [sent, alive] = await page.evaluate(async () => {
      const html = await (await fetch(location.href)).text()
      const server = new DOMParser().parseFromString(html, 'text/html')
      const said = (document: Document) =>
        [...document.querySelectorAll('[aria-label="Verdict"], [aria-label="Comparison"], legend, main h2')]
          .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())
          .join('|')
      return [said(server), said(document)]
    })
    if (!/±|being simulated|Where there is no closed form/.test(sent + alive) && sent !== alive)
      faults.push(`${now}: sent “${sent}”, and alive it says “${alive}”`)
    const text = await page.locator('main').innerText()
    if (
      /\b(NaN|undefined|Infinity)\b/.test(text) &&
      !/NaN|undefined|Infinity/.test(decodeURIComponent(escape(unescape(now))))
    )
      faults.push(`${now}: not a number in ${text.slice(0, 200)}`)
  }
  expect(faults).toEqual([])
})
