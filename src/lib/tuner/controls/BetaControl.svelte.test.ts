import { beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { defaultScenario } from '#core'
import { act } from '../keyboard/key-commands'
import { Tuner } from '../state/tuner.svelte'
import BetaControl from './BetaControl.svelte'

let beta = 0
const slider = page.getByRole('slider', { name: 'β' })

/** The slider at a β, focused; it follows its own changes, as on the page. */
async function at(start: number) {
  beta = start
  const { rerender } = await render(BetaControl, {
    beta,
    onchange: (next) => void rerender({ beta: (beta = next) })
  })
  slider.element().focus()
}
/** β after the + or − key, on a page that stands at this β. */
function shortcut(from: number, command: 'raise' | 'lower'): number {
  const tuner = new Tuner({ scenario: { ...defaultScenario(), beta: from } })
  void act(command, { tuner, step: () => {}, copyLink: () => Promise.resolve(''), rest: () => {} })
  return tuner.scenario.beta
}
beforeEach(() => void (beta = 0))

it.each([0, 0.1, 1, 3.3, 4, 100, 250, 1e6])(
  'the keys + and − step β = %s as its arrow keys do',
  async (from) => {
    await at(from)
    await userEvent.keyboard('{ArrowRight}')
    expect(beta).toBe(shortcut(from, 'raise'))
    await userEvent.keyboard('{ArrowLeft}')
    expect(beta).toBe(shortcut(shortcut(from, 'raise'), 'lower'))
  }
)

it('Page up goes ten steps, and Home and End go to the ends of the slider', async () => {
  await at(1)
  await userEvent.keyboard('{PageUp}')
  expect(beta).toBe(3.16)
  await userEvent.keyboard('{Home}')
  expect(beta).toBe(0)
  await userEvent.keyboard('{End}')
  expect(beta).toBe(100)
})
