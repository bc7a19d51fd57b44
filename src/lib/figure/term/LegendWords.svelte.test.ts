import { expect, it } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { TERMS } from '$lib/text/terms/terms'
import LegendWords from './LegendWords.svelte'

it('explains each term of a legend when it is pressed, and leaves the other words', async () => {
  const screen = await render(LegendWords, { text: 'too late or missed' })
  expect(screen.container.innerText).toBe('too late or missed')
  await screen.getByRole('button', { name: 'missed' }).click()
  await expect.element(screen.getByText(TERMS.missed)).toBeVisible()
  await screen.getByRole('button', { name: 'too late' }).click()
  await expect.element(screen.getByText(TERMS.late)).toBeVisible()
})
