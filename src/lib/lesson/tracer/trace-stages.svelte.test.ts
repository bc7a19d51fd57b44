import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { defaultScenario } from '#core'
import LessonView from '../stages/LessonView.svelte'

const lesson = (name: 'lock-losers' | 'defences') => {
  const [onanswer, oncomplete] = [vi.fn(), vi.fn()]
  const props = {
    name,
    scenario: defaultScenario(),
    href: null,
    next: { title: 'The next', href: '/x' },
    onanswer,
    oncomplete
  }
  return { onanswer, oncomplete, shown: render(LessonView, props) }
}
const button = (name: string | RegExp) => page.getByRole('button', { name })

it('a lesson on code asks first, then runs it, then says why; it tells every answer and its end', async () => {
  const { onanswer, oncomplete } = lesson('lock-losers')
  await expect.element(page.getByText('store.SetNX', { exact: false }).first()).toBeVisible()
  await expect.element(button(/read the cache/).first()).not.toBeInTheDocument()
  await button('Continue').click()
  await expect.element(page.getByText('Choose what you expect first')).toBeVisible()
  await page.getByRole('radio').nth(1).click()
  await button('Continue').click()
  expect(onanswer).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      question: 'lock-losers',
      response: 'atomic',
      correct: ['losers'],
      success: false
    })
  )
  await button(/^A, line 2/).click()
  await button('Why?').click()
  await expect.element(page.getByRole('heading', { name: 'The answers' })).toHaveFocus()
  await expect.element(page.getByText('You expected something else')).toBeVisible()
  expect(oncomplete).toHaveBeenCalledExactlyOnceWith({
    name: 'lock-losers',
    score: { raw: 0, max: 1 },
    success: false
  })
  await expect.element(page.getByRole('link', { name: 'Next lesson: The next' })).toBeVisible()
  await button('Start over').click()
  await expect.element(page.getByRole('radio', { checked: true })).not.toBeInTheDocument()
})

it('the last lesson goes through all four programs and ends with the fix that saves most', async () => {
  const { onanswer, oncomplete } = lesson('defences')
  for (const [i, choices] of [[2], [3], [0, 0], [1, 2]].entries()) {
    await expect
      .element(page.getByRole('listitem').filter({ hasText: /./ }).nth(i))
      .toHaveAttribute('aria-current', 'step')
    for (const [at, choice] of choices.entries())
      await page.getByRole('group').nth(at).getByRole('radio').nth(choice).click()
    await button('Continue').click()
    await button('Why?').click()
    expect(oncomplete).not.toHaveBeenCalled()
    await button(/^Next: /).click()
  }
  await page.getByLabelText(/Add a lock/).click()
  await button('Continue').click()
  expect(onanswer.mock.calls.map(([{ question }]) => question)).toEqual([
    'lock-losers',
    'coalesce-order',
    'hot',
    'cold',
    'fence-gap',
    'fence-fix',
    'leverage'
  ])
  expect(oncomplete).toHaveBeenCalledOnce()
  expect(oncomplete.mock.calls[0][0].score.max).toBe(7)
})
