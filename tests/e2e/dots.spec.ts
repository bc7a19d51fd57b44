import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'

const SIX = 'hot:1000/s,warm:40/s,cold:0.5/s,busy:20000/s,night:0.01/s,product-details:5/s'
const figure = (page: Page) => page.getByRole('figure', { name: /What fifty expiries look like/ })
const sizes = (page: Page) => figure(page).getByRole('img', { name: /by the rebuilds that it starts/ })
const gaps = (page: Page) =>
  figure(page).getByRole('img', { name: /how long before it the first rebuild starts/ })

/** How many marks each path of a picture draws, and how many it says that it does: those of a key one after the other. */
const drawn = (picture: ReturnType<typeof sizes>) =>
  picture
    .locator('path[data-dots]')
    .evaluateAll((paths) =>
      paths.map((path) => [
        (path.getAttribute('d') ?? '').split('M').length - 1,
        Number((path as SVGElement).dataset.dots)
      ])
    )

/** Dots of each key: plain, counted, and for the gaps those apart. */
async function dots(picture: ReturnType<typeof sizes>, kinds: number): Promise<number[][]> {
  const paths = await drawn(picture)
  for (const [marks, said] of paths) expect(marks).toBe(said)
  const keys: number[][] = []
  for (let i = 0; i < paths.length; i += kinds) keys.push(paths.slice(i, i + kinds).map(([marks]) => marks))
  return keys
}
const total = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)

async function open(page: Page, search: string) {
  await page.goto(`/embed?show=dots&${search}`)
  await expect(page.locator('.deferred[data-alive] figure')).toBeVisible()
  await expect(sizes(page)).toHaveCount(1)
}

for (const search of ['beta=1', 'beta=0', 'beta=0.3&coord=coalesce:8', `beta=4&keys=${SIX}`]) {
  test(`Every key has fifty dots of each kind, and words and table count the same: ${search}`, async ({
    page
  }) => {
    await open(page, search)
    const bySize = await dots(sizes(page), 2)
    const byGap = await dots(gaps(page), 3)
    expect(bySize.length).toBe(search.includes('keys') ? 6 : 2)
    for (const one of [...bySize, ...byGap]) expect(total(one)).toBe(50)

    await figure(page).getByText('The numbers').click()
    await expect(figure(page).locator('tbody tr').first()).toBeVisible()
    const rows = await figure(page)
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
    const cells = (of: RegExp, key: number) =>
      total(rows.filter(([name]) => of.test(name)).map((row) => Number(row[key + 1])))
    bySize.forEach((_, key) => expect(cells(/rebuilds?$/, key)).toBe(50))
    byGap.forEach(([plain, late, missed], key) => {
      expect(cells(/s before expiry$/, key)).toBe(plain + late)
      expect(cells(/^missed/, key)).toBe(missed)
    })

    const finding = await figure(page).locator('.finding').innerText()
    const [hotCounted] = bySize.map(([, counted]) => counted)
    const inFifty = (count: number) => (count === 50 ? 'all 50' : `${count === 0 ? 'none' : count} in 50`)
    expect(finding.toLowerCase()).toContain(`${inFifty(hotCounted)} expiries of hot`)
    const late = byGap.map(([, late, missed]) => late + missed)
    expect(finding.split('too late:')[1]).toContain(`${inFifty(late[0])} of hot`)
  })
}

test('A larger β moves the dots: none of the hot key comes too late any more', async ({ page }) => {
  await open(page, 'beta=0.2')
  const [before] = await dots(gaps(page), 3)
  expect(before[1] + before[2]).toBeGreaterThan(5)
  const finding = await figure(page).locator('.finding').innerText()
  await page.getByLabel('β, typed').fill('4')
  await expect(figure(page).locator('.finding')).not.toHaveText(finding)
  const [after] = await dots(gaps(page), 3)
  expect(after).toEqual([50, 0, 0])
})

test('Where there is no closed form the dots are of simulated cycles, which is said', async ({ page }) => {
  await open(page, 'beta=2&cv=0.5')
  await expect(
    figure(page)
      .getByText(/of the simulated cycles/)
      .filter({ visible: true })
  ).toBeVisible()
  await expect.poll(async () => total((await dots(sizes(page), 2))[0])).toBe(50)
})

test('Without scripts it is there all the same, with its sentence', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const page = await context.newPage()
  await page.goto('/embed?beta=1&show=dots')
  await expect(figure(page)).toBeVisible()
  await expect(figure(page).locator('.finding')).toHaveText(
    /^8 in 50 expiries of hot start five or more rebuilds/
  )
  await expect(sizes(page).filter({ visible: true })).toHaveCount(1)
  await context.close()
})

test('On the tuner it is Figure 5, and is right again soon after β was moved out of its sight', async ({
  page
}) => {
  await page.goto('/?beta=1&cycles=1#dots')
  await expect(page.getByRole('heading', { name: 'Figure 5. What fifty expiries look like' })).toHaveCount(1)
  await expect(page.locator('.deferred[data-alive] figure').first()).toBeVisible()
  await page.getByLabel('β, typed').fill('0')
  await expect(figure(page).locator('.finding')).toHaveText(
    /^All 50 expiries of hot start 200 or more rebuilds/
  )
})

test('with six keys it is accessible at each width, in light and dark', async ({ page }) => {
  await open(page, `beta=2&keys=${SIX}`)
  await figure(page).getByText('The numbers').click()
  await expectAccessible(page, { widths: [1000, 320], height: 900 })
})
