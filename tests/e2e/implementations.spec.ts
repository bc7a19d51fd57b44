import { expect, test } from '../support/test'
import { IMPLEMENTATION_NAMES } from '#core'
import { simulated, visit, watch } from '../support/page'

// β means something else in some of them: 1/Δ in the paper's terms, or never below 1.
test('the page stands, and agrees with the API, through each implementation', async ({ page, request }) => {
  const faults = watch(page)
  const link = '?beta=2&ttl=5m&delta=800ms&keys=hot:40/s&coord=lock&cycles=200'
  // All at once: after some idle seconds the server closes a connection, at times just when it is used again.
  const ask = async (implementation: string) => {
    const [html, reply] = await Promise.all(
      ['/', '/api/v1/advise'].map((path) => request.get(`${path}${link}&lens=${implementation}`))
    )
    return { html: await html.text(), advice: (await reply.json()).advice }
  }
  const asked = await Promise.all(IMPLEMENTATION_NAMES.map(ask))
  await visit(page, `/${link}#why`)
  await page.locator('details.world > summary').click()
  const headline = page.locator('section[aria-label="Advice"] .headline')
  for (const [i, implementation] of IMPLEMENTATION_NAMES.entries())
    await test.step(implementation, async () => {
      const { html, advice } = asked[i]
      expect(html).not.toMatch(/NaN|Infinity/)
      await page.getByLabel('Implementation').selectOption(implementation)
      const lens = implementation === 'paper' ? null : implementation
      await expect(page).toHaveURL((url) => url.searchParams.get('lens') === lens)
      const said = advice.keep ? 'Keep β = 2' : `Set β to( about)? ${advice.beta}`
      await expect(headline).toContainText(
        new RegExp(`^${said.replaceAll('.', '\\.').replaceAll(' ', '\\s')}(?![\\d.]*\\d)`)
      )
      await simulated(page)
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
      // The table speaks of β as it is set, not as the implementation takes it.
      await expect(page.getByRole('columnheader', { name: 'yours, 2' })).toBeVisible()
      await expect(page.getByRole('columnheader', { name: /^β\s=\s1$/ })).toBeVisible()
      await expect(page.locator('figure').nth(1)).toContainText('β = 2')
      await expect(page.locator('body')).not.toContainText(/NaN|undefined|Infinity/)
    })
  expect(faults).toEqual([])
})
