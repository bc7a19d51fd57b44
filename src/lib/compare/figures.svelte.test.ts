import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { parsePage } from '$lib/link/parameters/codec'
import { DISASTERS } from '$lib/tuner/presets/disasters'
import Collapse from './Collapse.svelte'
import PublishedRuns from './PublishedRuns.svelte'

const spaced = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ')
const wholeText = (container: Element) => spaced(container.textContent)
const collapseOf = (search: string) => render(Collapse, { scenario: parsePage(search).scenario })

it('published runs stand beside ours, and all four lie among them', { timeout: 60_000 }, async () => {
  const { container } = await render(PublishedRuns)
  await expect
    .poll(() => wholeText(container), { timeout: 50_000 })
    .toContain('All 4 published counts lie where 95 % of 100 simulated runs of the same length do.')
  await page.getByText('The numbers').click()
  const rows = [...container.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => spaced(cell.textContent))
  )
  expect(rows.map(([name, length, counted, published]) => [name, length, counted, published])).toEqual([
    ['plain TTL', '290 s', '484', '6008'],
    ['lock', '294 s', '14', '171.4'],
    ['XFetch', '450 s', '52', '416'],
    ['XFetch with lock', '317 s', '17', '193.1']
  ])
  const links = [...container.querySelectorAll('a')].map(({ href }) => href)
  expect(links.every((href) => href.startsWith('https://github.com/internetarchive/xfetch/'))).toBe(true)
  expect(links).toHaveLength(4)
})

it('a collapse shows its limit, and which defences move it', async () => {
  const { container } = await collapseOf('?ttl=10m&delta=30s&keys=page:278/s&origin=1000')
  await expect.poll(() => wholeText(container), { timeout: 20_000 }).toContain('simulated cycles')
  const text = wholeText(container)
  expect(text).toContain('starts 8340 rebuilds at once if nothing slows them down. The origin runs 1000')
  expect(text).toContain('These rebuilds do not clear within a lifetime')
  // 1000·(1 + ln 20)/30 = 133 1/s
  expect(text).toContain('Below about 133 req/s, or with a rebuild time below 16.5 s, they would.')
  expect(text).toContain('With a lock, or with coalescing in 4 processes, they clear at any request rate.')
  const picture = container.querySelector('svg[role="img"]')!
  expect(picture.getAttribute('aria-label')).toContain('lock: clears at any rate')
})

it('without a limit of the origin it says how large an origin has to be, and draws nothing', async () => {
  const { container } = await collapseOf('?ttl=10m&delta=30s&keys=page:278/s')
  // 278·30/(1 + ln 20) = 2087.2
  expect(wholeText(container)).toContain('if the origin runs at least 2090 at full speed')
  expect(container.querySelector('svg')).toBeNull()
  // The example is the preset of the tuner.
  const example = container.querySelector('a')!.getAttribute('href')
  expect(DISASTERS.map(({ link }) => link)).toContain(`/${example}`)
})
