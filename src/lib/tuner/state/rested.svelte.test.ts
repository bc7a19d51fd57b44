import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterRest, rested } from './rested.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a rested value changes once its source has not changed for the given time, and not before', () => {
  let value = $state(1)
  let followed!: { readonly current: number }
  const stop = $effect.root(() => {
    followed = rested(() => value, 80)
  })
  const set = (next: number) => {
    value = next
    flushSync()
  }
  set(2)
  vi.advanceTimersByTime(79)
  set(3)
  vi.advanceTimersByTime(79)
  expect(followed.current).toBe(1)
  vi.advanceTimersByTime(1)
  expect(followed.current).toBe(3)
  stop()
})

it('a task that waits for rest is aborted when its effect runs again, even after it began', () => {
  const signals: AbortSignal[] = []
  const again = afterRest(10, (signal) => void signals.push(signal))
  vi.advanceTimersByTime(10)
  expect(signals[0].aborted).toBe(false)
  again()
  expect(signals[0].aborted).toBe(true)
  afterRest(10, (signal) => void signals.push(signal))()
  vi.advanceTimersByTime(10)
  expect(signals).toHaveLength(1)
})
