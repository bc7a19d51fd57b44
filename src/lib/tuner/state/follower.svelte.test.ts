import { flushSync } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'
import { Follower } from './follower.svelte'

let stop = () => {}
afterEach(() => {
  stop()
  document.body.innerHTML = ''
})

/** A follower of a number, placed this far down the page, px. */
function follow(down: number) {
  let value = $state(1)
  let follower!: Follower<number>
  const element = document.body.appendChild(document.createElement('div'))
  Object.assign(element.style, { position: 'absolute', top: `${down}px`, width: '9px', height: '9px' })
  const root = $effect.root(() => {
    follower = new Follower(() => value)
  })
  flushSync()
  const leave = follower.place(element)
  stop = () => {
    if (leave) leave()
    root()
  }
  const set = (next: number) => {
    value = next
    flushSync()
  }
  return { follower, element, set }
}
const looked = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

it('a follower in sight follows at once', async () => {
  const { follower, set } = follow(0)
  await looked()
  set(2)
  expect(follower.current).toBe(2)
})

it('a follower out of sight keeps its value until the new one rests', async () => {
  const { follower, set } = follow(9000)
  await looked()
  await looked()
  set(2)
  set(3)
  expect(follower.current).toBe(1)
  await vi.waitFor(() => expect(follower.current).toBe(3))
})

it('a follower is up to date as soon as it comes into sight', async () => {
  const { follower, element, set } = follow(9000)
  await looked()
  await looked()
  set(2)
  expect(follower.current).toBe(1)
  element.style.top = '0'
  await vi.waitFor(() => expect(follower.current).toBe(2), { interval: 1 })
})
