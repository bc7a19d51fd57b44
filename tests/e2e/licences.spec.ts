import { expect, test } from '../support/test'

for (const path of ['/?cycles=1', '/learn/model', '/privacy']) {
  test(`the foot of ${path} leads to the licences of what the pages ship`, async ({ page }) => {
    await page.goto(path)
    await page.getByRole('contentinfo').getByRole('link', { name: 'Licences' }).click()
    await page.waitForURL('**/licences.txt')
    const text = await page.locator('body').innerText()
    expect(text).toMatch(/^ {2}mathjs \S+ \(Apache-2\.0\)$/m)
    expect(text).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION')
    expect(text).toMatch(/^ {2}svelte \S+ \(MIT\)$/m)
  })
}
