import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { parsePage } from '$lib/link/parameters/codec'
import { Tuner } from '../state/tuner.svelte'
import RebuildTimeControl from './RebuildTimeControl.svelte'

async function at(link: string) {
  const tuner = new Tuner(parsePage(link))
  await render(RebuildTimeControl, { tuner, effect: null })
  return tuner
}
const field = (name: string) => page.getByRole('textbox', { name })

it('writes p50 and p99 into the link as they are typed', async () => {
  const tuner = await at('?ttl=5m')
  await page.getByRole('radio', { name: 'p50, p99' }).click()
  await userEvent.fill(field('p50'), '800 ms')
  await userEvent.fill(field('p99'), '3 sec')
  await userEvent.tab()
  expect(tuner.link).toBe('?ttl=5m&p50=800ms&p99=3sec')
  expect(tuner.scenario).toMatchObject({ delta: 0.940131, deltaCv: 0.617259 })
  await expect.element(field('p99')).toHaveValue('3sec')
})

it('shows p50 and p99 of a link, and keeps the one that is not edited', async () => {
  const tuner = await at('?ttl=5m&p50=0.80s&p99=3sec')
  await expect.element(page.getByRole('radio', { name: 'p50, p99' })).toBeChecked()
  await expect.element(field('p50')).toHaveValue('0.80s')
  await userEvent.fill(field('p99'), '4s')
  expect(tuner.link).toBe('?ttl=5m&p50=0.80s&p99=4s')
  tuner.rest()
  tuner.set({ beta: 3 })
  expect(tuner.link).toBe('?beta=3&ttl=5m&p50=0.80s&p99=4s')
  tuner.rest()
  await page.getByRole('radio', { name: 'By cv' }).click()
  expect(tuner.link).toMatch(/^\?beta=3&ttl=5m&delta=[\d.]+m?s&cv=[\d.]+$/)
  tuner.undo()
  expect(tuner.link).toBe('?beta=3&ttl=5m&p50=0.80s&p99=4s')
})
