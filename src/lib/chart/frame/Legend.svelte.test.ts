import { expect, it } from 'vitest'
import { render } from 'vitest-browser-svelte'
import Legend from './Legend.svelte'
import { SIGNS, type SignName } from './signs'

it('draws every sign before its words', async () => {
  const names = Object.keys(SIGNS) as SignName[]
  const { container } = await render(Legend, { entries: names.map((sign) => ({ sign, text: sign })) })
  const items = [...container.querySelectorAll('li')]
  expect(items.map((item) => item.textContent?.trim())).toEqual(names)
  expect(items.every((item) => item.querySelector('path'))).toBe(true)
})
