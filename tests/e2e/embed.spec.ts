import { expect, test, type Frame, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { hostPage, type Host } from '../support/host-page'
import { plain, simulated, unfold, verdict, watch } from '../support/page'

/** Everything that is posted to the page, as it comes. */
const RECORD = `<script>
  window.heard = []
  addEventListener('message', ({ data, origin }) => heard.push({ data, origin }))
</script>`

interface Heard {
  data: Record<string, unknown> & { type?: string; statement?: Record<string, unknown> }
  origin: string
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)
const hosts: Host[] = []
test.afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})

/** Opens a page of another origin with this body; faults of any of its frames are collected. */
async function open(page: Page, body: string, head = RECORD) {
  const faults = watch(page)
  const host = await hostPage(body, head)
  hosts.push(host)
  await page.goto(host.origin)
  return { host, faults }
}

/** The frame of an embed, once its scripts run. */
async function embedded(page: Page, selector = 'iframe'): Promise<Frame> {
  const frame = await (await page.locator(selector).elementHandle())!.contentFrame()
  await expect.poll(async () => (await heard(page)).some(({ data }) => data.type === 'ready')).toBe(true)
  return frame!
}

/** Opens a page of another origin with one embed; gives the embed's frame once its scripts run. */
async function openEmbed(page: Page, src: string, { width = 800, height = 500 } = {}): Promise<Frame> {
  await open(page, `<iframe src="${src}" width="${width}" height="${height}"></iframe>`)
  return embedded(page)
}

/** The slider of β; the figures have others, to be moved and read by. */
const betaSlider = (frame: Frame) => frame.getByRole('slider', { name: /^β/ })

const send = (page: Page, command: object) =>
  page.evaluate((command) => {
    const { contentWindow } = document.querySelector('iframe')!
    contentWindow!.postMessage({ target: 'xfetch-tuner', version: 1, ...command }, '*')
  }, command)

test('a page of another origin frames the tool, and hears its height in three dialects', async ({
  page,
  baseURL
}) => {
  const src = `${baseURL}/embed?beta=4&cycles=1`
  const { faults } = await open(page, `<iframe src="${src}" width="800" height="300"></iframe>`)
  const frame = await embedded(page)
  await simulated(frame)
  expect(await verdict(frame)).toContain('At β = 4 the hot key refreshes 7.5 s before expiry')
  const messages = await heard(page)
  const own = messages.filter(({ data }) => data.type === 'resize')
  const height = own.at(-1)!.data.height as number
  expect(height).toBe(
    await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))
  )
  expect(messages.some(({ data }) => data.subject === 'lti.frameResize' && data.height === height)).toBe(true)
  expect(
    messages.some(({ data }) => {
      if (typeof data !== 'string') return false
      const told = JSON.parse(data)
      return told.context === 'iframe.resize' && told.height === height && told.src === src
    })
  ).toBe(true)
  for (const { origin } of messages) expect(origin).toBe(baseURL)
  expect(faults).toEqual([])
})

test('the script of the host gives the frame its height, and passes on events', async ({ page, baseURL }) => {
  await open(
    page,
    `<iframe id="a" src="${baseURL}/embed?beta=4&show=window&cycles=1" width="640" height="200"></iframe>
     <iframe id="b" src="about:blank" width="640" height="200"></iframe>
     <script>
       window.events = []
       for (const type of ['ready', 'change', 'resize'])
         document.addEventListener('xfetch:' + type, ({ target, detail }) => events.push([type, target.id, detail.version]))
     </script>
     <script src="${baseURL}/embed.js" async></script>`
  )
  const frame = await embedded(page, '#a')
  const inside = await frame.evaluate(() => document.documentElement.getBoundingClientRect().height)
  await expect
    .poll(() => page.locator('#a').evaluate((element) => element.getBoundingClientRect().height))
    .toBeGreaterThanOrEqual(Math.floor(inside))
  expect(await page.locator('#b').evaluate((element) => element.getBoundingClientRect().height)).toBeLessThan(
    210
  )
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { events: unknown[] }).events))
    .toEqual(
      expect.arrayContaining([
        ['ready', 'a', 1],
        ['resize', 'a', 1]
      ])
    )
  // Nothing inside scrolls any more.
  expect(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
})

test('the host changes the scenario, the theme, and goes back; each change is told', async ({
  page,
  baseURL
}) => {
  const frame = await openEmbed(page, `${baseURL}/embed?beta=2&show=verdict`)
  const address = frame.url()
  await send(page, { command: 'set', fields: { beta: 4, ttl: '5m' } })
  await expect.poll(() => verdict(frame)).toContain('At β = 4 ')
  await expect
    .poll(async () =>
      (await heard(page)).filter(({ data }) => data.type === 'change').map(({ data }) => data.link)
    )
    .toEqual(['?beta=4&ttl=5m&v=1'])
  await send(page, { command: 'theme', theme: 'dark' })
  await expect
    .poll(() => frame.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe('rgb(21, 23, 27)')
  await send(page, { command: 'set', link: '?beta=abc' })
  await expect.poll(() => verdict(frame)).toContain('At β = 1 ')
  await expect(frame.getByText('beta=abc is not a number; using 1')).toBeVisible()
  await send(page, { command: 'reset' })
  await expect.poll(() => verdict(frame)).toContain('At β = 2 ')
  // Its own address an embed never touches.
  expect(frame.url()).toBe(address)
  expect(await frame.evaluate(() => history.length)).toBe(await page.evaluate(() => history.length))
})

test('a thousand commands are done as a few, and the last of each kind holds', async ({ page, baseURL }) => {
  const frame = await openEmbed(page, `${baseURL}/embed?beta=2&show=verdict`)
  const before = (await heard(page)).length
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('iframe')!
    const send = (command: object) =>
      contentWindow!.postMessage({ target: 'xfetch-tuner', version: 1, ...command }, '*')
    for (let i = 1; i <= 1000; i++) {
      send({ command: 'set', fields: { beta: i / 20 } })
      send({ command: 'set', fields: { [`ttl.key${i}`]: 'oops' } })
      send({ command: 'theme', theme: i % 2 ? 'light' : 'dark' })
      send({ command: 'hello' })
    }
    send({ command: 'set', fields: { seed: 9 } })
  })
  await expect
    .poll(async () => (await heard(page)).findLast(({ data }) => data.type === 'change')?.data.link)
    .toBe('?beta=50&seed=9&v=1')
  await expect.poll(() => verdict(frame)).toContain('At β = 50 ')
  expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  expect(await frame.locator('ul[aria-label="About this link"] li').count()).toBeLessThanOrEqual(30)
  // Of more than 4,000 commands. A tell is an application, and as many renderings at the most.
  expect((await heard(page)).length - before).toBeLessThan(200)
})

test('a focused field follows what the host sets, and what is typed survives a host that repeats it', async ({
  page,
  baseURL
}) => {
  await open(
    page,
    `<iframe src="${baseURL}/embed?beta=2&show=verdict&cycles=1" width="800" height="900"></iframe>
     <script>
       // As a host does that keeps the state itself.
       addEventListener('message', ({ data, source }) => {
         if (data.type === 'change' && window.repeats)
           source.postMessage({ target: 'xfetch-tuner', version: 1, command: 'set', link: data.link }, '*')
       })
     </script>`
  )
  const frame = await embedded(page)
  await frame.getByText('Keys, lifetime and rebuild time').click()
  const ttl = frame.getByLabel('Time to live').first()
  const name = frame.getByLabel('Name of cold')
  for (const typed of ['90s', 'nonsense']) {
    await ttl.fill(typed)
    await send(page, { command: 'set', link: '?beta=4' })
    await expect.poll(() => verdict(frame)).toContain('At β = 4 ')
    await expect(ttl).toBeFocused()
    await expect(ttl).toHaveValue('60s')
    await send(page, { command: 'reset' })
    await expect.poll(() => verdict(frame)).toContain('At β = 2 ')
  }
  await name.fill('renam')
  await send(page, { command: 'set', fields: { beta: 4 } })
  await expect.poll(() => verdict(frame)).toContain('At β = 4 ')
  await expect(name).toHaveValue('cold')

  await page.evaluate(() => Object.assign(window, { repeats: true }))
  const changes = async () => (await heard(page)).filter(({ data }) => data.type === 'change').length
  await ttl.fill('7')
  const before = await changes()
  // The reader's own, and that of the host's answer.
  await expect.poll(changes).toBeGreaterThanOrEqual(before + 2)
  await expect(ttl).toHaveValue('7')
})

test('what is refused is told, once, even where nothing changes', async ({ page, baseURL }) => {
  const frame = await openEmbed(page, `${baseURL}/embed?show=verdict`)
  const notes = async () =>
    (await heard(page))
      .filter(({ data }) => data.type === 'change')
      .map(({ data }) => {
        const { extensions } = data.statement!.result as { extensions: Record<string, string[]> }
        return Object.entries(extensions).find(([name]) => name.endsWith('#notes'))![1]
      })
  await send(page, { command: 'set', fields: { beta: 'abc' } })
  await expect.poll(notes).toEqual([['beta=abc is not a number; using 1']])
  await betaSlider(frame).focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(notes).toEqual([['beta=abc is not a number; using 1'], []])
  await expect(frame.getByText('beta=abc is not a number')).toHaveCount(0)
  await send(page, { command: 'set', link: `${baseURL}/embed?beta=7&ttl=5m#x` })
  await expect.poll(() => verdict(frame)).toContain('At β = 7 ')
})

test('pasted twice, the script of the host tells everything once', async ({ page, baseURL }) => {
  await open(
    page,
    `<iframe id="a" src="${baseURL}/embed?show=verdict&cycles=1" width="640" height="200" style="border: 2px solid; box-sizing: border-box"></iframe>
     <script>
       window.changes = 0
       document.addEventListener('xfetch:change', () => window.changes++)
     </script>
     <script src="${baseURL}/embed.js"></script>
     <script src="${baseURL}/embed.js"></script>`
  )
  const frame = await embedded(page, '#a')
  await send(page, { command: 'set', fields: { beta: 4 } })
  await expect.poll(() => verdict(frame)).toContain('At β = 4 ')
  await expect.poll(() => page.evaluate(() => (window as unknown as { changes: number }).changes)).toBe(1)
  // A border is not taken from the height.
  await expect
    .poll(() => frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight))
    .toBe(true)
})

test('one that nobody has seen tells its height; one that is not shown tells none', async ({
  page,
  baseURL
}) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await open(
    page,
    `<div id="hidden" style="display: none"><iframe src="${baseURL}/embed?show=verdict&beta=2&cycles=1" width="800" height="300"></iframe></div>
     <div style="height: 5000px"></div><iframe id="far" src="${baseURL}/embed?beta=4&show=window&cycles=1" width="800" height="300"></iframe>
     <script src="${baseURL}/embed.js" async></script>`
  )
  await embedded(page, '#far')
  await expect
    .poll(() => page.locator('#far').evaluate((element) => element.getBoundingClientRect().height))
    .toBeGreaterThan(500)
  const heights = (await heard(page))
    .filter(({ data }) => data.type === 'resize')
    .map(({ data }) => data.height)
  expect(heights).not.toContain(0)
  await page.locator('#hidden').evaluate((element) => (element.style.display = 'block'))
  await expect
    .poll(() => page.locator('#hidden iframe').evaluate((element) => element.getBoundingClientRect().height))
    .not.toBe(300)
})

test('a sandbox that lets nobody out gives the reader the address, or asks WordPress', async ({
  page,
  baseURL
}) => {
  for (const secret of ['', '#?secret=aB3']) {
    await open(
      page,
      `<iframe sandbox="allow-scripts" src="${baseURL}/embed?show=verdict${secret}" width="800" height="700"></iframe>`
    )
    const frame = await embedded(page)
    await frame.getByLabel('β, typed').fill('3')
    await expect.poll(() => verdict(frame)).toContain('At β = 3 ')
    await frame.getByRole('link', { name: 'Open in full' }).click()
    const asked = () =>
      heard(page).then((all) =>
        all.filter(({ data }) => data.message === 'link').map(({ data }) => data.value)
      )
    if (secret) await expect.poll(asked).toEqual([`${baseURL}/?beta=3&v=1`])
    else {
      await expect(frame.getByLabel(/open this address yourself/)).toHaveValue(`${baseURL}/?beta=3&v=1`)
      await expect(frame.getByLabel(/open this address yourself/)).toBeFocused()
    }
  }
})

test('an embedded comparison says what it compares, without a way to undo it', async ({ page, baseURL }) => {
  const frame = await openEmbed(page, `${baseURL}/embed?beta=4&pin=default&show=window&cycles=1`, {
    width: 800,
    height: 700
  })
  await expect(frame.locator('section[aria-label="Comparison"]')).toContainText('β from 1 to 4')
  await expect(frame.getByRole('link', { name: 'Unpin' })).toHaveCount(0)
})

test('nobody but the framing page commands it', async ({ page, baseURL }) => {
  await page.clock.install()
  await open(
    page,
    `<iframe src="${baseURL}/embed?beta=2&show=verdict&cycles=1&host=https://lms.example" width="800" height="500"></iframe>`
  )
  const frame = await (await page.locator('iframe').elementHandle())!.contentFrame()
  await simulated(frame!)
  const arrived = await frame!.evaluateHandle(() => {
    const message = new Promise<void>((resolve) =>
      addEventListener('message', () => resolve(), { once: true })
    )
    return { message }
  })
  await send(page, { command: 'set', fields: { beta: 4 } })
  await arrived.evaluate(({ message }) => message)
  // Time enough to obey and to answer.
  await page.clock.runFor(5_000)
  expect(await verdict(frame!)).toContain('At β = 2 ')
  // It speaks to that origin alone, but for its height.
  const types = (await heard(page)).map(({ data }) => data.type).filter((type) => type && type !== 'resize')
  expect(types).toEqual([])
})

test('dragging β tells the host one change, once it rests, and leaves the address alone', async ({
  page,
  baseURL
}) => {
  await page.clock.install()
  const frame = await openEmbed(page, `${baseURL}/embed?beta=2&show=window`, { width: 800, height: 700 })
  const slider = betaSlider(frame)
  await slider.focus()
  // A busy machine may take so long between two of them that β would rest.
  await page.clock.pauseAt(Date.now() + 60_000)
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight')
  await page.clock.resume()
  await expect
    .poll(async () => (await heard(page)).filter(({ data }) => data.type === 'change').length)
    .toBe(1)
  const [{ data }] = (await heard(page)).filter(({ data }) => data.type === 'change')
  expect(data.statement).toMatchObject({ verb: { id: 'http://adlnet.gov/expapi/verbs/interacted' } })
  expect(new URL(frame.url()).search).toBe('?beta=2&show=window')
})

test('in a sandbox that allows scripts alone it runs, simulates and tells its height', async ({
  page,
  baseURL
}) => {
  const { faults } = await open(
    page,
    `<iframe sandbox="allow-scripts" src="${baseURL}/embed?beta=4&cycles=1#?secret=aB3dE" data-secret="aB3dE" width="600" height="338"></iframe>`
  )
  const frame = await embedded(page)
  await simulated(frame)
  const messages = await heard(page)
  expect(messages.every(({ origin }) => origin === 'null')).toBe(true)
  // As WordPress wants to be told.
  const told = messages.filter(({ data }) => data.message === 'height' && data.secret === 'aB3dE')
  expect(told.at(-1)!.data.value).toBeGreaterThan(500)
  const slider = betaSlider(frame)
  await slider.focus()
  await page.keyboard.press('End')
  await expect.poll(() => verdict(frame)).toContain('At β = 100')
  expect(faults).toEqual([])
})

test('with storage, workers and clipboard refused it still works', async ({ page, baseURL }) => {
  const { faults } = await open(
    page,
    `<iframe src="${baseURL}/embed?beta=4&show=verdict,window&cycles=1" width="600" height="400" allow="clipboard-write 'none'"></iframe>`,
    RECORD
  )
  await page.context().addInitScript(() => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get: refuse })
    window.Worker = class {
      constructor() {
        refuse()
      }
    } as unknown as typeof Worker
    Object.defineProperty(navigator, 'clipboard', { get: refuse })
    Object.defineProperty(navigator, 'locks', {
      get: () => ({ request: () => Promise.reject(new DOMException('', 'SecurityError')) })
    })
  })
  await page.reload()
  const frame = await embedded(page)
  await simulated(frame)
  await expect(frame.locator('figure').first()).toBeVisible()
  expect(faults).toEqual([])
})

test('with scripts blocked the HTML is that of its address', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 800, height: 900 }
  })
  const page = await context.newPage()
  await page.goto(`${baseURL}/embed?beta=4&show=verdict,waste&hide=controls&theme=dark`)
  expect(plain(await page.locator('main').innerText())).toContain('At β = 4 the hot key refreshes 7.5 s')
  expect(await page.locator('figure').count()).toBe(1)
  expect(await page.getByRole('slider').count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  const full = page.getByRole('link', { name: 'Open in full' })
  expect(await full.evaluate((link: HTMLAnchorElement) => link.href)).toBe(`${baseURL}/?beta=4&v=1`)
  await context.close()
})

test('what is locked can be seen and not changed; what is hidden is not there', async ({ page, baseURL }) => {
  const frame = await openEmbed(page, `${baseURL}/embed?beta=4&lock=beta,ttl&hide=options&cycles=1`, {
    width: 800,
    height: 900
  })
  await expect(betaSlider(frame)).toBeDisabled()
  await expect(frame.getByLabel('β, typed')).toBeDisabled()
  await frame.getByText('Keys, lifetime and rebuild time').click()
  await expect(frame.getByLabel('Time to live').first()).toBeDisabled()
  await expect(frame.getByLabel('Rebuild time').first()).toBeEnabled()
  // Nor may a key have a lifetime of its own.
  await frame.locator('.keys details > summary').first().click()
  await expect(frame.getByLabel('Time to live').nth(1)).toBeDisabled()
  await expect(frame.getByLabel('Rebuild time').nth(1)).toBeEnabled()
  await expect(frame.getByText('How your cache behaves')).toHaveCount(0)
})

test('“Open in full” keeps the state that the reader made', async ({ page, baseURL, context }) => {
  const frame = await openEmbed(page, `${baseURL}/embed?show=verdict&pin.beta=2`, { width: 800, height: 700 })
  await frame.getByLabel('β, typed').fill('3')
  await expect.poll(() => verdict(frame)).toContain('At β = 3 ')
  const [full] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('link', { name: 'Open in full' }).click()
  ])
  await full.waitForLoadState()
  expect(full.url()).toBe(`${baseURL}/?beta=3&pin.beta=2&v=1`)
})

test('ten of them on one page start two workers at a time, and all come to their end', async ({
  page,
  baseURL
}) => {
  let alive = 0
  let most = 0
  page.on('worker', (worker) => {
    most = Math.max(most, ++alive)
    worker.on('close', () => alive--)
  })
  const frames = Array.from(
    { length: 10 },
    (_, i) =>
      `<iframe src="${baseURL}/embed?beta=${i + 1}&show=verdict,window&cycles=200" width="560" height="600" style="display:inline-block"></iframe>`
  ).join('')
  const { faults } = await open(page, frames)
  await page.setViewportSize({ width: 1200, height: 3200 })
  for (const frame of page.frames().slice(1)) await simulated(frame)
  expect(page.frames()).toHaveLength(11)
  expect(most).toBeGreaterThan(0)
  // A worker that was put down is told of a moment later.
  expect(most).toBeLessThanOrEqual(3)
  expect(faults).toEqual([])
})

test('one that nobody has scrolled to has no worker', async ({ page, baseURL }) => {
  let workers = 0
  page.on('worker', () => workers++)
  await page.clock.install()
  await page.setViewportSize({ width: 900, height: 600 })
  await open(
    page,
    `<div style="height: 5000px"></div><iframe src="${baseURL}/embed?beta=4&show=window&cycles=1" width="800" height="600"></iframe>`
  )
  const frame = await embedded(page)
  await page.clock.runFor(5_000)
  expect(workers).toBe(0)
  await page.locator('iframe').scrollIntoViewIfNeeded()
  await simulated(frame)
  expect(workers).toBeGreaterThan(0)
})

test('it is dark on a dark page, and as it is told on any', async ({ page, baseURL }) => {
  await open(
    page,
    `<iframe id="a" style="color-scheme: dark" src="${baseURL}/embed?show=verdict&cycles=1" width="600" height="300"></iframe>
     <iframe id="b" src="${baseURL}/embed?show=verdict&theme=dark&cycles=1" width="600" height="300"></iframe>
     <iframe id="c" style="color-scheme: dark" src="${baseURL}/embed?show=verdict&theme=light&cycles=1" width="600" height="300"></iframe>`
  )
  const paper = async (id: string) => {
    const frame = await (await page.locator(id).elementHandle())!.contentFrame()
    await frame!.waitForSelector('main')
    return frame!.evaluate(() => getComputedStyle(document.body).backgroundColor)
  }
  expect(await paper('#a')).toBe('rgb(21, 23, 27)')
  expect(await paper('#b')).toBe('rgb(21, 23, 27)')
  expect(await paper('#c')).toBe('rgb(250, 248, 244)')
})

test('an embed is accessible at each width, in light and dark', async ({ page }) => {
  await page.goto('/embed?beta=4&ttl=oops&pin.beta=2&cycles=200&show=answer,verdict,window,waste,map,table')
  await simulated(page)
  await unfold(page)
  await expectAccessible(page, { widths: [800, 320] })
})
