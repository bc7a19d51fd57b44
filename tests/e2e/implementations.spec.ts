import { expect, test } from '../support/test'
import { IMPLEMENTATION_NAMES } from '#core'
import { simulated, watch } from '../support/page'

// β means something else in some of them: 1/Δ in the paper's terms, or never below 1.
for (const implementation of IMPLEMENTATION_NAMES) {
  test(`the page stands, and agrees with the API, through the implementation ${implementation}`, async ({
    page,
    request
  }) => {
    const faults = watch(page)
    const link = `?beta=2&ttl=5m&delta=800ms&keys=hot:40/s&coord=lock&lens=${implementation}&cycles=200`
    await page.goto(`/${link}#why`)
    const headline = page.locator('section[aria-label="Advice"] .headline')
    await expect(headline).toContainText(/^(Keep|Set) β/)
    await simulated(page)
    const { advice } = await (await request.get(`/api/v1/advise${link}`)).json()
    const said = advice.keep ? 'Keep β = 2' : `Set β to( about)? ${advice.beta}`
    await expect(headline).toContainText(
      new RegExp(`^${said.replaceAll('.', '\\.').replaceAll(' ', '\\s')}(?![\\d.]*\\d)`)
    )
    // The table speaks of β as it is set, not as the implementation takes it.
    await expect(page.getByRole('columnheader', { name: 'yours, 2' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: /^β\s=\s1$/ })).toBeVisible()
    await expect(page.locator('figure').nth(1)).toContainText('β = 2')
    await expect(page.locator('body')).not.toContainText(/NaN|undefined|Infinity/)
    expect(faults).toEqual([])
  })
}
