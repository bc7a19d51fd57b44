import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '../support/test'
import { findings } from '../support/axe'
import { alive, refuseClipboard, simulated } from '../support/page'

const LINK = '/?beta=4&pin.beta=2&cycles=200'
const TITLE = 'Wasted rebuilds an hour'

/** Presses the button, and gives the file that comes of it. */
async function saved(page: Page, button: string, menu: string | null = null) {
  await alive(page)
  if (menu) await page.locator('summary', { hasText: `Save “${menu}”` }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).filter({ visible: true }).click()
  ])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

/** Reads CSV without quoted fields into records by column. */
function records(csv: string): Record<string, string>[] {
  const [header, ...rows] = csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i].replace(/ \(.*/, ''), cell])))
}

test('all figures, every key of the present and of A, are saved as JSON and CSV, and are those of the HTTP interface', async ({
  page,
  request,
  baseURL
}) => {
  await page.goto(`${LINK}#figures`)
  await simulated(page)
  const { name, bytes } = await saved(page, 'Save as JSON: All figures')
  expect(name).toBe('xfetch-tuner-figures-beta-4.json')
  const file = JSON.parse(bytes.toString())
  expect(file.link).toBe(`${baseURL}/?beta=4&cycles=200&pin.beta=2&v=1`)
  expect(file.pinned.beta).toBe(2)
  const [predicted, simulatedKeys] = await Promise.all(
    ['predict', 'simulate'].map(async (path) =>
      (await request.get(`/api/v1/${path}?beta=4&cycles=200`)).json()
    )
  )
  for (const [i, key] of file.keys.entries()) {
    expect(key.name).toBe(predicted.keys[i].name)
    // One engine, and arithmetic that is the same in every one.
    expect(key.closedForm).toEqual(predicted.keys[i].figures)
    expect(key.simulation.figures).toEqual(simulatedKeys.keys[i].figures)
    expect(key.simulation.standardErrors).toEqual(simulatedKeys.keys[i].standardErrors)
    expect(key.simulation.cycles).toBe(200)
  }

  const csv = await saved(page, 'Save as CSV: All figures')
  expect(csv.name).toBe('xfetch-tuner-figures-beta-4.csv')
  const rows = records(csv.bytes.toString())
  const found = (scenario: string, key: string, source: string) =>
    rows.find((row) => row.scenario === scenario && row.key === key && row.source === source)!
  for (const [scenario, beta] of [
    ['present', 4],
    ['A', 2]
  ] as const) {
    const { keys } = await (await request.get(`/api/v1/predict?beta=${beta}`)).json()
    for (const key of keys) {
      const row = found(scenario, key.name, 'closed form')
      expect(Number(row.wastedPerHour)).toBe(key.figures.wastedPerHour)
      expect(Number(row.lateShare)).toBe(key.figures.lateShare)
    }
  }
  expect(found('present', 'cold', 'standard error').seed).toBe('1')
})

test('the simulated cycles are saved one by one, and add up to what the simulation says', async ({
  page,
  request
}) => {
  await page.goto(`${LINK}#figures`)
  const { name, bytes } = await saved(page, 'Save as CSV: Simulated cycles')
  expect(name).toBe('xfetch-tuner-cycles-beta-4.csv')
  const rows = records(bytes.toString())
  const { keys } = await (await request.get('/api/v1/simulate?beta=4&cycles=200')).json()
  for (const { name, figures } of keys) {
    const own = rows.filter((row) => row.key === name)
    expect(own.length).toBe(200)
    expect(own.filter((row) => row.late === '1').length / 200).toBe(figures.lateShare)
    const duplicates = own.reduce((sum, row) => sum + Number(row.duplicates), 0)
    expect(duplicates / 200).toBe(figures.duplicatesMean)
  }
  const json = JSON.parse((await saved(page, 'Save as JSON: Simulated cycles')).bytes.toString())
  expect(json.cycles.length).toBe(rows.length)
  expect(json.cycles[0].gap).toBe(Number(rows[0]['gap to expiry at first trigger']))
})

test('each figure is saved as a picture that needs nothing else', async ({ page, baseURL }) => {
  // In dark and on a telephone: the file is for paper all the same.
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(LINK)
  for (const [what, title, section] of [
    ['window', 'The early-refresh window', ''],
    ['waste', TITLE, ''],
    ['map', 'Where β protects, and what it costs', 'Map'],
    ['replay', 'Cycle by cycle, with the same random numbers', 'Replay']
  ])
    await test.step(title, async () => {
      if (section) await page.getByRole('tab', { name: section }).click()
      const { name, bytes } = await saved(page, 'SVG', title)
      expect(name).toBe(`xfetch-tuner-${what}-beta-4.svg`)
      const svg = bytes.toString()
      expect(svg).not.toMatch(
        /var\(|light-dark|currentcolor|class=|<style|<foreignObject|\bhref=|url\((?!#)/i
      )
      const read = await page.evaluate((markup) => {
        const file = new DOMParser().parseFromString(markup, 'image/svg+xml')
        const ids = [...file.querySelectorAll('[id]')].map(({ id }) => id)
        return {
          faults: file.querySelectorAll('parsererror').length,
          words: [...file.querySelectorAll('text')].map((text) => text.textContent),
          width: Number(file.documentElement.getAttribute('width')),
          height: Number(file.documentElement.getAttribute('height')),
          missing: [...markup.matchAll(/url\(#([^)]+)\)/g)].filter(([, id]) => !ids.includes(id)).length
        }
      }, svg)
      expect([read.faults, read.missing, read.width]).toEqual([0, 0, 856])
      expect(read.words[0]).toBe(title)
      expect(read.words).toContain(`${baseURL}/?beta=4&cycles=200&pin.beta=2&v=1`)
      // The replay is of one key, which its finding names.
      if (what !== 'replay') for (const key of ['hot', 'cold']) expect(read.words).toContain(key)
      // White paper, and words dark enough to be read on it.
      const words = [...svg.matchAll(/rgb\((\d+), (\d+), (\d+)\)/g)].map(([, ...rgb]) => rgb.map(Number))
      expect(Math.max(...words.map((rgb) => Math.min(...rgb)))).toBeLessThan(120)
      expect(svg).toContain(`<rect width="856" height="${read.height}" fill="#ffffff"/>`)

      const png = (await saved(page, 'PNG')).bytes
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * read.width, 2 * read.height])
      // Nothing is left of the drawing that was read.
      expect(await page.locator('[inert]').count()).toBe(0)
      await page.keyboard.press('Escape')
    })
})

test('a figure of a key with any name is saved as SVG, which a browser can draw', async ({ page }) => {
  const name = ']]>&#0;<!--"\ufffe'
  await page.goto(`/?beta=4&cycles=200&keys=${encodeURIComponent(name)}:1000/s`)
  const { bytes } = await saved(page, 'SVG', TITLE)
  const said = await page.evaluate(async (svg) => {
    const image = new Image()
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    await image.decode()
    return new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement.textContent
  }, bytes.toString())
  expect(said).toContain(name.slice(0, -1))
})

test('a figure is copied as a picture', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(LINK)
  await alive(page)
  await page.locator('summary', { hasText: `Save “${TITLE}”` }).click()
  await page.getByRole('button', { name: 'Copy figure' }).filter({ visible: true }).click()
  await expect(page.getByText('Figure copied')).toBeVisible()
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap(({ types }) => types)
  )
  expect(types).toContain('image/png')
})

test('where the clipboard is refused, the picture is saved instead, and the page says so', async ({
  page
}) => {
  await refuseClipboard(page)
  await page.goto(LINK)
  expect((await saved(page, 'Copy figure', TITLE)).name).toBe('xfetch-tuner-waste-beta-4.png')
  await expect(page.getByText(/refused the clipboard/)).toBeVisible()
  // Escape puts the menu away, and the focus where it was opened.
  await page.keyboard.press('Escape')
  await expect(page.locator('summary', { hasText: `Save “${TITLE}”` })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Copy figure' }).filter({ visible: true })).toHaveCount(0)
})

test('what saves is loaded when somebody saves, and not before', async ({ page }) => {
  const scripts: string[] = []
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
  await page.goto(`${LINK}#figures`)
  await simulated(page)
  const before = scripts.length
  await saved(page, 'Save as CSV: All figures')
  expect(scripts.length).toBeGreaterThan(before)
})

test('axe has no findings with a menu open', async ({ page }) => {
  await page.goto(LINK)
  await alive(page)
  await page.locator('summary', { hasText: `Save “${TITLE}”` }).click()
  expect(await findings(page)).toEqual([])
})

test('a printed page is answer, scenario, figures, table and link, in light colours and without controls', async ({
  browser,
  baseURL
}) => {
  const context = await browser.newContext({
    baseURL,
    colorScheme: 'dark',
    viewport: { width: 720, height: 900 }
  })
  const page = await context.newPage()
  await page.goto(LINK)
  await simulated(page)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  for (const role of ['button', 'textbox', 'slider', 'combobox', 'navigation'] as const)
    expect(await page.getByRole(role).filter({ visible: true }).count(), role).toBe(0)
  expect(await page.locator('main summary').filter({ visible: true, hasText: 'Save' }).count()).toBe(0)
  await expect(page.getByText(`${baseURL}/?beta=4&cycles=200&pin.beta=2&v=1`)).toBeVisible()
  await expect(page.getByText(/^Printed on \d+ \w+ \d{4}\.$/)).toBeVisible()
  await expect(page.getByText('The scenario:', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'All figures' })).toBeVisible()
  const figures = page.locator('main figure svg[role="img"]').filter({ visible: true })
  // Two windows, two panels of waste: each once.
  expect(await figures.count()).toBe(4)
  const ink = await page.locator('main').evaluate((main) => getComputedStyle(main).color)
  expect(ink).toBe('rgb(29, 28, 26)')
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)!
  expect(pages.length).toBe(1)
  await context.close()
})
