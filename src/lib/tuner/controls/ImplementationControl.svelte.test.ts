import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { parsePage } from '$lib/link/parameters/codec'
import { Tuner } from '../state/tuner.svelte'
import ImplementationControl from './ImplementationControl.svelte'

it.each([
  [
    'redis',
    /It does the same as the rule round\(left\) == 0 \? 1 : exp\(-round\(left\)\/\(beta\*delta\)\)\./,
    ''
  ],
  [
    'yii',
    /as the rule exp\(-left\/\(beta\*age\)\) and an expiry cut to multiples of 1\ss\./,
    '&resolution=1s'
  ]
])('offers the rule of %s, to be changed', async (lens, says, options) => {
  const tuner = new Tuner(parsePage(`?keys=key:5/s&lens=${lens}`))
  await render(ImplementationControl, { tuner })
  await expect.element(page.getByText(says)).toBeVisible()
  await page.getByRole('link', { name: 'Change that rule' }).click()
  await expect.element(page.getByText(says)).not.toBeInTheDocument()
  await expect.element(page.getByRole('combobox', { name: 'Implementation' })).toHaveValue('paper')
  expect(tuner.scenario.rule).toMatchObject({ kind: 'expression' })
  expect(tuner.link).toMatch(new RegExp(`^\\?keys=key:5/s${options}&rule=`))
  tuner.undo()
  await expect.element(page.getByText(says)).toBeVisible()
})

it('offers none for what no rule can say', async () => {
  await render(ImplementationControl, { tuner: new Tuner(parsePage('?keys=key:5/s&lens=diskcache')) })
  await expect.element(page.getByText(/runs in a background thread/)).toBeVisible()
  await expect.element(page.getByText(/It does the same as the rule/)).not.toBeInTheDocument()
})
