import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { factsWith } from '../../../../tests/support/snippet-facts'
import TakeAway from './TakeAway.svelte'

const facts = factsWith()

afterEach(() => vi.restoreAllMocks())

it('shows the first snippet, and another when its language is chosen by arrow keys', async () => {
  await render(TakeAway, { facts })
  await expect
    .element(page.getByRole('region', { name: 'PHP' }))
    .toHaveTextContent('const XFETCH_BETA = 1.9;')
  await userEvent.tab()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('region', { name: 'Python' })).toHaveTextContent('BETA = 1.9')
  await expect.element(page.getByRole('radio', { name: 'Python' })).toBeChecked()
})

it('starts with the language of an implementation, until another is chosen', async () => {
  const { rerender } = await render(TakeAway, { facts, first: 'lua', unlike: 'php' })
  await expect.element(page.getByRole('radio', { name: 'Redis, Lua' })).toBeChecked()
  await rerender({ facts, first: 'php', unlike: 'php' })
  await expect.element(page.getByRole('radio', { name: 'PHP' })).toBeChecked()
  await rerender({ facts, first: undefined, unlike: 'php' })
  await expect.element(page.getByRole('radio', { name: 'Python' })).toBeChecked()
  await page.getByRole('radio', { name: 'Go' }).click({ force: true })
  await rerender({ facts, first: 'lua', unlike: 'php' })
  await expect.element(page.getByRole('radio', { name: 'Go' })).toBeChecked()
})

it('follows the facts', async () => {
  const { rerender } = await render(TakeAway, { facts })
  await rerender({ facts: { ...facts, beta: 2.5 } })
  await expect.element(page.getByRole('region')).toHaveTextContent('const XFETCH_BETA = 2.5;')
})

it('copies the snippet that is shown', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await render(TakeAway, { facts })
  await page.getByRole('radio', { name: 'Go' }).click({ force: true })
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('Copied')
  expect(written.mock.calls[0][0]).toContain('package xfetch\n')
})

it('selects the snippet where the clipboard is refused', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'))
  await render(TakeAway, { facts })
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('Selected')
  expect(getSelection()?.toString()).toContain('function xfetch(')
})

it('scrolls inside the narrowest page, and the keyboard gets there', async () => {
  await page.viewport(320, 640)
  await render(TakeAway, { facts })
  const region = page.getByRole('region').element() as HTMLElement
  expect(region.scrollWidth).toBeGreaterThan(region.clientWidth)
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  expect(region.tabIndex).toBe(0)
})
