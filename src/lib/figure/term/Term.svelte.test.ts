import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { TERMS } from '$lib/text/terms/terms'
import Words from '../Words.svelte'

const show = () => render(Words, { sentence: ['Half of them are ', { term: 'late', text: 'late' }, '.'] })
const word = page.getByRole('button', { name: 'late' })
const note = page.getByText(TERMS.late)

it('a term says what it means when it is pressed, below itself, and Escape takes that away', async () => {
  const { container } = await show()
  const before = container.getBoundingClientRect().height
  await expect.element(note).not.toBeVisible()
  await word.click()
  await expect.element(note).toBeVisible()
  const [at, from] = [note.element(), word.element()].map((element) => element.getBoundingClientRect())
  expect(at.top).toBeGreaterThanOrEqual(from.bottom)
  expect(at.top - from.bottom).toBeLessThan(16)
  expect(container.getBoundingClientRect().height).toBe(before)
  await userEvent.keyboard('{Escape}')
  await expect.element(note).not.toBeVisible()
})

it('a term is opened and closed by keyboard, and keeps the focus', async () => {
  await show()
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(note).toBeVisible()
  await expect.element(word).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(note).not.toBeVisible()
})

it('a sentence with a term has no space that is not its own', async () => {
  const { container } = await show()
  expect(container.innerText).toBe('Half of them are late.')
})
