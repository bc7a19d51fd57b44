import { expect, test, type Page } from '../support/test'
import { expectAccessible } from '../support/axe'
import { plain, unfold, watch } from '../support/page'

const LINK = '/compare?ttl=5s&delta=200ms&coord=lock&stale=5s&beta=0&keys=a:100/s,b:0.5/s&cycles=200'
const compared = (page: Page) => expect(page.locator('[data-state=done]')).toBeVisible({ timeout: 60_000 })

test('a link opens every defence on its key, as the API says, accessible at each width, in light and dark', async ({
  page,
  request
}) => {
  const faults = watch(page)
  await page.goto(LINK)
  await compared(page)
  const { keys } = await (await request.get(LINK.replace('/compare', '/api/v1/compare'))).json()
  const choice = page.getByRole('region', { name: 'The choice' })
  const said = async () => plain(await choice.innerText())
  await expect.poll(said).toContain('Choose stale while revalidating (for 5 s) for a.')
  const sentences = async (says: string) => {
    const shown = await said()
    for (const sentence of plain(says).split(/(?<=\.) (?=[A-Z])/)) expect(shown).toContain(sentence)
  }
  await sentences(keys[0].choice.says)
  await unfold(page)
  await expect(page.getByRole('link', { name: 'Open in the tuner' })).toHaveCount(12)
  await expectAccessible(page)

  await page.getByText('b', { exact: true }).click()
  await expect(page).toHaveURL(/#key-2$/)
  await expect.poll(said).toContain(' for b.')
  await compared(page)
  await sentences(keys[1].choice.says)
  await page.getByRole('textbox', { name: 'Time to live' }).fill('20s')
  await expect(page).toHaveURL(/ttl=20s/)
  expect(faults).toEqual([])
})
