import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { parsePage } from '$lib/link/parameters/codec'
import { readyForRules } from '$lib/link/rules/rule-reader'
import { Tuner } from '../../state/tuner.svelte'
import RuleOption from './RuleOption.svelte'

async function at(link: string) {
  await readyForRules(link)
  const tuner = new Tuner(parsePage(link))
  await render(RuleOption, { tuner, effect: null })
  return tuner
}
const field = page.getByRole('textbox', { name: 'Chance that a request refreshes' })
const known = page.getByRole('combobox', { name: 'Rules that caches use' })
const leave = () => userEvent.tab()

it('takes a rule that caches use, with its source, and one that is typed once the field is left', async () => {
  const tuner = await at('?keys=key:5/s')
  await expect.element(field).not.toBeInTheDocument()
  await page.getByRole('radio', { name: 'Another' }).click()
  await expect.element(field).toHaveValue('left < 0.2*ttl')
  await expect.element(page.getByText(/Oracle Coherence/)).toBeVisible()
  await known.selectOptions('A power of the age')
  await expect.element(field).toHaveValue('(age/ttl)^beta')
  expect(tuner.scenario.rule).toMatchObject({ kind: 'expression', text: '(age/ttl)^beta' })

  await userEvent.fill(field, 'left < 3')
  expect(tuner.scenario.rule).toMatchObject({ text: '(age/ttl)^beta' })
  await leave()
  await expect.poll(() => tuner.link).toBe('?keys=key:5/s&rule=left%20%3C%203')
  await expect.element(known).toHaveValue('')

  tuner.rest()
  await page.getByRole('radio', { name: 'The paper’s' }).click()
  await expect.poll(() => tuner.link).toBe('?keys=key:5/s')
  tuner.undo()
  await expect.element(field).toHaveValue('left < 3')
})

it('says why it refuses a rule, and where one has no value, and keeps the one before', async () => {
  const tuner = await at('?keys=key:5/s&ttl=10s&rule=left%20%3C%203')
  const { link } = tuner
  for (const [typed, says] of [
    ['zeros(1e5,1e5)', 'Zeros is not known in a rule. Still using left < 3.'],
    ['left <', 'It cannot be read as an expression. Still using left < 3.'],
    ['sqrt(left - 1)', /^It is not a number .* before the expiry\. Still using left < 3\.$/],
    ['', 'It is empty. Still using left < 3.']
  ] as const) {
    await userEvent.fill(field, typed)
    await leave()
    await expect.element(page.getByText(says)).toBeVisible()
    await expect.element(field).toHaveAttribute('aria-invalid', 'true')
    expect(tuner.link).toBe(link)
  }
})

it.each([
  ['0', 'It is 0 everywhere: no request refreshes early.'],
  ['1', 'It is 1 everywhere: every request refreshes.']
])('takes a rule that is %s everywhere, and says what it does', async (typed, says) => {
  const tuner = await at('?keys=key:5/s&rule=left%20%3C%203')
  await userEvent.fill(field, typed)
  await leave()
  await expect.element(page.getByText(says)).toBeVisible()
  expect(tuner.link).toBe(`?keys=key:5/s&rule=${typed}`)
})

it('says when another field leaves the rule without a value', async () => {
  const tuner = await at('?beta=2&keys=key:5/s&rule=0.1%2F(beta-1)')
  await expect.element(page.getByText(/is not a number/)).not.toBeInTheDocument()
  tuner.set({
    rule: { kind: 'expression', text: 'log(beta-1)', tree: { of: 'log', to: [{ of: '-', to: ['beta', 1] }] } }
  })
  tuner.set({ beta: 0.5 })
  await expect.element(page.getByText(/It is not a number .* No request refreshes then/)).toBeVisible()
})
