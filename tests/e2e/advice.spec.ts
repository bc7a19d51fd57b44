import { expect, test, type Page } from '../support/test'
import { plain, simulated, visit } from '../support/page'

const LINK = '/?beta=2&ttl=60s&delta=250ms&keys=hot:1000/s,cold:0.5/s&cycles=1'

const answer = async (page: Page) => {
  const region = page.getByRole('region', { name: 'Advice', exact: true })
  return plain(await region.innerText())
}
const card = async (page: Page) =>
  plain(await page.getByRole('region', { name: 'The advice, and what it rests on' }).innerText())
const headline = (page: Page) => page.locator('section[aria-label="Advice"] .headline')

for (const [width, height, below] of [
  [1280, 800, 0],
  // β stands at the bottom of a phone's screen.
  [390, 844, 105]
]) {
  test.describe(`on a screen of ${width} by ${height}, with scripts blocked`, () => {
    test.use({ viewport: { width, height }, javaScriptEnabled: false })

    test('the answer and what it saves stand in the first screen', async ({ page }) => {
      await page.goto(LINK)
      expect(await answer(page)).toMatch(/^Set β to about 4\.2 for hot \(.*XFetch can’t protect cold\./)
      const advice = page.locator('section[aria-label="Advice"]')
      const box = await advice.locator('.price').boundingBox()
      expect(box!.y + box!.height).toBeLessThan(height - below)
    })

    test('so it does for a key that no β protects, with what helps', async ({ page }) => {
      await page.goto('/?keys=cold:0.5/s')
      const text = await answer(page)
      expect(text).toMatch(
        /^XFetch can’t protect this key\. It would need β = \d+, which throws away \d+ % of the TTL/
      )
      expect(text).toMatch(/Serve stale while revalidating: for 15 s/)
      const box = await page.locator('section[aria-label="Advice"] li').nth(1).boundingBox()
      expect(box!.y + box!.height).toBeLessThan(height - below)
    })
  })
}

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })

  test('one click takes the β over', async ({ page }) => {
    await page.goto(LINK)
    await page.getByRole('link', { name: 'Use β = 4.2' }).click()
    expect(new URL(page.url()).searchParams.get('beta')).toBe('4.2')
    expect(await answer(page)).toMatch(/^Keep β = 4\.2 for hot/)
  })
})

test('one click takes the β over, and Back gives the other one back', async ({ page }) => {
  await visit(page, LINK)
  await page.getByRole('link', { name: 'Use β = 4.2' }).click()
  await expect(page).toHaveURL(/beta=4\.2/)
  await expect(headline(page)).toHaveText(/^Keep/)
  await page.goBack()
  await expect(headline(page)).toHaveText(/^Set/)
})

test('the advice follows what is allowed, and the link says it', async ({ page }) => {
  await page.goto(`${LINK}#why`)
  await simulated(page)
  await page.getByLabel('Lifetime to give away').fill('10 %')
  await expect(headline(page)).toContainText(/^Set β to 1\.\d+ for hot \(narrow: /)
  await expect(page).toHaveURL(/give=0\.1/)
  await page.getByLabel('Late refreshes allowed').fill('nonsense')
  // What is typed may still become a share until the field is left.
  await page.getByLabel('Late refreshes allowed').blur()
  // Narrow or unbreakable, the space is written by the page.
  await expect(page.getByLabel('Late refreshes allowed').locator('..')).toContainText(
    /nonsense is not a share\. Still using 0\.1\s%\./
  )
  await page.getByLabel('Late refreshes allowed').fill('70%')
  await expect(page).toHaveURL(/late=0\.5/)
  await expect(page.locator('body')).not.toContainText('NaN')
})

test('every number of the advice is what the API says too', async ({ page, request }) => {
  await page.goto(`${LINK}#why`)
  const body = await (await request.get(`/api/v1/advise${LINK.slice(1)}`)).json()
  const [hot, cold] = body.keys
  const text = await card(page)
  const digits = (value: number) => String(Number(value.toPrecision(3)))
  for (const { figures } of [hot.one, hot.present, hot.recommended])
    expect(text).toContain(digits(figures.rebuildsPerHour))
  expect(text).toContain(`${digits(hot.saved.againstOne.rebuildsPerHour)} rebuilds`)
  expect(text).toContain(`${digits(hot.saved.againstPresent.rebuildsPerHour)} rebuilds`)
  for (const { beta } of hot.sensitivity) {
    await page
      .locator('details', { hasText: 'What would change it' })
      .first()
      .evaluate((details: HTMLDetailsElement) => (details.open = true))
    expect(await card(page)).toContain(`${beta} `)
  }
  expect(hot.advice).toMatchObject({ beta: 4.2, reason: 'minimum', basis: 'closed form' })
  expect(body.advice).toMatchObject({ beta: 4.2, keys: ['hot'] })
  expect(cold.advice.binding).toMatchObject({ kind: 'give' })
  expect(text).toContain(`every ${cold.remedies.background.every} s`)
})

test('bursts are told to break the protection that random requests promise', async ({ page }) => {
  await page.goto('/?keys=page:10/s&arrivals=burst:2s:18s&coord=lock')
  await expect(headline(page)).toContainText('XFetch can’t protect this key. Before 3.3')
  await expect(
    page.getByText(/Bursts weaken the protection\. Only 1\d[\d.±\s]*% of the page key’s cycles/)
  ).toBeVisible()
})

test('a simulated answer comes in the end with its doubt, and moves nothing but its numbers', async ({
  page
}) => {
  await page.goto('/?cv=0.5&coord=lock&keys=hot:1000/s&cycles=4000#why')
  await expect(headline(page)).toContainText(/^Set β to about [12]\./)
  await page.getByText('What would change it').click()
  await expect(page.getByRole('row', { name: 'twice the rebuild time' })).toBeVisible()
  expect(await card(page)).toMatch(
    /β from [\d.]+ \((?:[\d.]+ to [\d.]+, simulated|too few cycles to be sure)\) to [\d.]+ keeps your limits/
  )
})

test('the snippet holds the advised β and the link to this very scenario', async ({ page }) => {
  await visit(page, `${LINK}#take-away`)
  const code = page.getByRole('region', { name: /^Snippet/ })
  await page.getByRole('radio', { name: 'Python' }).check()
  await expect(code).toContainText('BETA = 4.2')
  const origin = new URL(page.url()).origin
  await expect(code).toContainText(`${origin}/?beta=4.2&cycles=1&v=1`)
})

test('one program serves all keys, and takes the β of each from a table', async ({ page }) => {
  await visit(page, '/?keys=hot:1000/s,slow:20/s&delta.slow=4s&cycles=1#take-away')
  await page.getByRole('radio', { name: 'Python' }).check()
  await page.locator('.pick select').last().selectOption('all keys, a β for each')
  const code = page.getByRole('region', { name: /^Snippet/ })
  await expect(code).toContainText('"hot": {"ttl": 60.0, "beta": ')
  await expect(code).toContainText('"slow": {"ttl": 60.0, "beta": ')
  await expect(code).toContainText('xfetch(cache, "page", load_page, **KEYS["hot"])')
})

test('Symfony’s own lock is named above its program, and set with the number of hosts by one click', async ({
  page
}) => {
  await visit(page, `${LINK}#take-away`)
  await page.getByRole('radio', { name: 'PHP' }).check()
  const note = page
    .getByRole('note')
    .filter({ hasText: 'Symfony rebuilds a key once at a time on each host' })
  await expect(note).toContainText('this β is for rebuilds without coordination')
  await note.getByRole('link').click()
  await expect(page).toHaveURL(/coord=coalesce:4&lens=symfony|lens=symfony&coord=coalesce:4/)
  const hosts = page.getByLabel('Hosts or processes')
  await expect(hosts).toBeFocused()
  await hosts.fill('6')
  await expect(page).toHaveURL(/coord=coalesce:6/)
  await expect(note).toHaveCount(0)
})

test('with a lock the answer keeps β = 1, says how little the best one would save, and whether it has room', async ({
  page
}) => {
  await visit(page, '/?coord=lock&cycles=1#take-away')
  expect(await answer(page)).toMatch(
    /^Keep β = 1 for hot: there is nothing to gain\. .* The best β would save 4\.3 s of rebuild work a day\./
  )
  await expect(page.getByRole('link', { name: /^Use β/ })).toHaveCount(0)
  // What is pasted is what is advised.
  await expect(page.getByRole('region', { name: /^Snippet/ })).toContainText('BETA = 1.0')
  await visit(page, '/?coord=lock&keys=hot:20/s&cycles=1#why')
  await expect(headline(page)).toContainText('Set β to about 6.5')
  expect(await card(page)).toContain(
    'It keeps your limits even if the request rate and the rebuild time are half or twice what you entered.'
  )
})

test('dragging β keeps the advice and moves the keys on the map', async ({ page }) => {
  await visit(page, `${LINK}#map`)
  const map = page.getByRole('img', { name: /^Map of β/ }).locator('visible=true')
  await expect(map).toHaveAttribute('aria-label', /hot key stands at 250 requests a rebuild and β 2;/)
  await page.getByRole('slider', { name: /^β/ }).press('End')
  await expect(map).toHaveAttribute('aria-label', /hot key stands at 250 requests a rebuild and β 100;/)
  await expect(headline(page)).toContainText('4.2')
})
