import { expect, test } from '../support/test'
import { loadGrammar } from '../../scripts/soak/grammar.mjs'
import { linksOf, searchOf, stream } from '../../scripts/soak/links.mjs'

const PLACES = [
  (search: string) => `/${search}`,
  (search: string) => `/embed${search}`,
  (search: string) => `/learn?lesson=lock&${search.slice(1)}`
]

test('fuzzed links come to life as the server drew them', async ({ page }) => {
  const faults: string[] = []
  let now = ''
  page.on('pageerror', (error) => faults.push(`${now}: ${error.message}`))
  page.on('console', (message) => {
    // Of a mismatch Svelte warns, and mends it.
    if (['error', 'warning'].includes(message.type())) faults.push(`${now}: ${message.text()}`)
  })
  // What is simulated is left out below: of these links it would be most of the work.
  await page.addInitScript(() => {
    window.Worker = class extends EventTarget {
      postMessage() {}
      terminate() {}
    } as unknown as typeof Worker
  })
  const links = stream(linksOf(await loadGrammar()), 43)
  for (let turn = 0; turn < 15; turn++) {
    // A lesson's link would be sent on, and node reads no longer ones.
    let search = searchOf(links.next().value)
    while (search.includes('lesson=') || search.length > 11_000) search = searchOf(links.next().value)
    now = PLACES[turn % PLACES.length](search)
    await page.goto(now)
    await page.locator('main').waitFor()
    // What the scripts made of it must read as what the server sent; what is simulated is left out.
    const [sent, alive] = await page.evaluate(async () => {
      const html = await (await fetch(location.href)).text()
      const server = new DOMParser().parseFromString(html, 'text/html')
      const said = (document: Document) =>
        [...document.querySelectorAll('[aria-label="Verdict"], [aria-label="Comparison"], main h2')]
          .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())
          .join('|')
      return [said(server), said(document)]
    })
    if (!/±|being simulated|no closed form/.test(sent + alive) && sent !== alive)
      faults.push(`${now}: sent “${sent}”, and alive it says “${alive}”`)
  }
  expect(faults).toEqual([])
})
