import { expect, test, type Frame, type Page } from '../support/test'
import { hostPage, type Host } from '../support/host-page'

test.use({ moves: true })

interface Told {
  type: string
  statement: {
    verb: { id: string }
    object: { id: string; definition: Record<string, unknown> }
    result: { response: string; success: boolean; score?: object; completion?: boolean }
  }
}

const hosts: Host[] = []
test.afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})

async function open(page: Page, iframe: string): Promise<Frame> {
  const host = await hostPage(
    iframe,
    `<script>window.heard = []; addEventListener('message', ({ data }) => data.source === 'xfetch-tuner' && heard.push(data))</script>`
  )
  hosts.push(host)
  await page.goto(host.origin)
  const frame = await (await page.locator('iframe').elementHandle())!.contentFrame()
  await expect.poll(async () => (await told(page, 'ready')).length).toBeGreaterThan(0)
  return frame!
}

const told = async (page: Page, type: string): Promise<Told[]> =>
  (await page.evaluate(() => (window as unknown as { heard: Told[] }).heard)).filter(
    (one) => one.type === type
  )

async function answerAll(frame: Frame, choices: number[]) {
  for (const [i, choice] of choices.entries())
    await frame.locator('fieldset').nth(i).getByRole('radio').nth(choice).check()
  await frame.getByRole('button', { name: 'Continue' }).click()
  await frame.getByRole('button', { name: /That is my guess/ }).click()
  await frame.getByRole('button', { name: 'Why?' }).click()
}

for (const [where, attributes] of [
  ['a frame of another origin', ''],
  ['a sandbox that allows scripts alone', 'sandbox="allow-scripts"']
] as const) {
  test(`a lesson in ${where} tells its host every answer and its end`, async ({ page, baseURL }) => {
    const frame = await open(
      page,
      `<iframe ${attributes} src="${baseURL}/embed?lesson=beta-direction" width="700" height="900"></iframe>`
    )
    await answerAll(frame, [0, 1])
    await expect.poll(async () => (await told(page, 'complete')).length).toBe(1)
    const answers = await told(page, 'answer')
    // Two choices and two places.
    expect(answers).toHaveLength(4)
    for (const { statement } of answers) {
      expect(statement).not.toHaveProperty('actor')
      expect(statement.verb.id).toBe('http://adlnet.gov/expapi/verbs/answered')
      expect(statement.object.id).toContain('/embed?v=1&lesson=beta-direction#')
      expect(statement.object.definition.correctResponsesPattern).toHaveLength(1)
      expect(typeof statement.result.success).toBe('boolean')
    }
    const choices = answers.filter(
      ({ statement }) => statement.object.definition.interactionType === 'choice'
    )
    expect(choices).toHaveLength(2)
    for (const { statement } of choices) {
      const ids = (statement.object.definition.choices as { id: string }[]).map(({ id }) => id)
      expect(ids).toContain(statement.result.response)
    }
    const [end] = await told(page, 'complete')
    const raw = answers.filter(({ statement }) => statement.result.success).length
    expect(end.statement.result).toMatchObject({
      completion: true,
      score: { raw, min: 0, max: 4, scaled: raw / 4 }
    })
  })
}

test('“Why?” leaves the page around it where it is, and the explanation is in sight and has the focus', async ({
  page,
  baseURL
}) => {
  await page.setViewportSize({ width: 800, height: 700 })
  const room = '<p style="height: 900px">Before the lesson.</p>'
  const frame = await open(
    page,
    `${room}<iframe src="${baseURL}/embed?lesson=beta-direction" width="700" height="900"></iframe>${room}
    <script src="${baseURL}/embed.js"></script>`
  )
  for (const i of [0, 1]) await frame.locator('fieldset').nth(i).getByRole('radio').first().check()
  await frame.getByRole('button', { name: 'Continue' }).click()
  await frame.getByRole('button', { name: /That is my guess/ }).click()
  const why = frame.getByRole('button', { name: 'Why?' })
  const height = () => page.locator('iframe').evaluate((iframe: HTMLElement) => iframe.offsetHeight)
  const inner = () => frame.evaluate(() => document.documentElement.offsetHeight)
  await expect.poll(async () => (await height()) - 4 === (await inner())).toBe(true)
  // At the foot of the window, where the focus alone would scroll.
  await why.evaluate((button) => button.scrollIntoView({ block: 'end' }))
  const [before, low] = [await page.evaluate(() => scrollY), await height()]
  await why.click()
  const heading = frame.getByRole('heading', { name: 'Why', exact: true })
  await expect(heading).toBeFocused()
  await expect.poll(height).toBeGreaterThan(low)
  expect(await page.evaluate(() => scrollY)).toBe(before)
  const { y } = (await heading.boundingBox())!
  expect(y).toBeGreaterThan(0)
  expect(y).toBeLessThan(700)

  // The lesson after it, in the same frame: it begins where the learner is brought.
  await frame.getByRole('link', { name: 'Next lesson: With a lock, or without?' }).click()
  const title = frame.getByRole('heading', { name: 'With a lock, or without?' })
  await expect(title).toBeFocused()
  await expect(title).toBeInViewport()
  await expect(frame.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect.poll(async () => (await told(page, 'ready')).length).toBe(2)
})

test('the host puts another scenario under a lesson, and begins it anew', async ({ page, baseURL }) => {
  const frame = await open(
    page,
    `<iframe src="${baseURL}/embed?lesson=lock" width="320" height="900"></iframe>`
  )
  const send = (command: object) =>
    page.evaluate(
      (command) =>
        document
          .querySelector('iframe')!
          .contentWindow!.postMessage({ target: 'xfetch-tuner', version: 1, ...command }, '*'),
      command
    )
  await frame.getByRole('radio').first().check()
  await send({ command: 'set', fields: { keys: 'shop:300/s' } })
  await expect(frame.getByText('shop').first()).toBeVisible()
  await expect(frame.getByRole('radio', { checked: true })).toHaveCount(0)
  await frame.getByRole('radio').first().check()
  await send({ command: 'reset' })
  await expect(frame.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(frame.getByText('shop')).toHaveCount(0)
  expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('a link with a lesson opens it on its own page, whatever page it names', async ({ page, baseURL }) => {
  await page.goto('/?beta=6&lesson=beta-direction')
  await expect(page).toHaveURL(`${baseURL}/learn?beta=6&lesson=beta-direction`)
  await expect(page.getByRole('radio').first()).toBeVisible()
  await page.goto('/embed?beta=6&lesson=beta-direction')
  const full = page.getByRole('link', { name: 'Open in full' })
  expect(await full.evaluate((link: HTMLAnchorElement) => link.href)).toBe(
    `${baseURL}/learn?beta=6&v=1&lesson=beta-direction`
  )
})
