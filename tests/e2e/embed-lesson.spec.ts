import { expect, test, type Frame, type Page } from '@playwright/test'
import { hostPage, type Host } from '../support/host-page'

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
