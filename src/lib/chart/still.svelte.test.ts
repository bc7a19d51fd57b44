import { expect, it } from 'vitest'
import { Still } from './still.svelte'

it('keeps its value from hold to release, and follows the live one before and after', () => {
  let live = 1
  const axis = new Still(() => live)
  live = 2
  expect(axis.current).toBe(2)
  axis.hold()
  live = 3
  expect(axis.current).toBe(2)
  axis.release()
  expect(axis.current).toBe(3)
})
