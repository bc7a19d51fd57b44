import { expect, test, vi } from 'vitest'
import { Turnstile } from './turnstile'

const never = new AbortController().signal

/** Work that ends when told to. */
function piece() {
  let end!: () => void
  const ended = new Promise<void>((resolve) => (end = resolve))
  const state = { begun: false, end }
  return { state, work: () => ((state.begun = true), ended) }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

test('so many go on at a time, and the next begins when one ends', async () => {
  const turnstile = new Turnstile(2, 5)
  const pieces = [piece(), piece(), piece(), piece()]
  const all = pieces.map(({ work }) => turnstile.pass(work, never))
  const begun = () => pieces.map(({ state }) => state.begun)
  await settle()
  expect(begun()).toEqual([true, true, false, false])
  pieces[1].state.end()
  await settle()
  expect(begun()).toEqual([true, true, true, false])
  pieces.forEach(({ state }) => state.end())
  await Promise.all(all)
  expect(begun()).toEqual([true, true, true, true])
})

test('too many are turned away with 503 and a time to come back', async () => {
  const turnstile = new Turnstile(1, 1)
  const [inside, waiting] = [piece(), piece()]
  const first = turnstile.pass(inside.work, never)
  const second = turnstile.pass(waiting.work, never)
  await expect(turnstile.pass(async () => {}, never)).rejects.toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' }
  })
  inside.state.end()
  waiting.state.end()
  await Promise.all([first, second])
  expect(await turnstile.pass(async () => 'again', never)).toBe('again')
})

test('who leaves the queue makes room in it and is never let in', async () => {
  const turnstile = new Turnstile(1, 1)
  const [inside, gone, next] = [piece(), piece(), piece()]
  const first = turnstile.pass(inside.work, never)
  const abort = new AbortController()
  const second = turnstile.pass(gone.work, abort.signal)
  abort.abort(new Error('gone'))
  await expect(second).rejects.toThrow('gone')
  const third = turnstile.pass(next.work, never)
  inside.state.end()
  next.state.end()
  await Promise.all([first, third])
  expect([gone.state.begun, next.state.begun]).toEqual([false, true])
})

test('work that throws gives its place back', async () => {
  const turnstile = new Turnstile(1, 1)
  const failing = turnstile.pass(() => Promise.reject(new Error('broken')), never)
  await expect(failing).rejects.toThrow('broken')
  expect(await turnstile.pass(async () => 'next', never)).toBe('next')
})

test('a turn that does not come in time is a 503, and its place in the queue is free again', async () => {
  vi.useFakeTimers()
  try {
    const turnstile = new Turnstile(1, 1, 'simulations run', 1000)
    const [inside, next] = [piece(), piece()]
    const first = turnstile.pass(inside.work, never)
    const waiting = turnstile.pass(async () => {}, never).catch((error: unknown) => error)
    expect(turnstile.load).toEqual({ running: 1, waiting: 1 })
    await vi.advanceTimersByTimeAsync(1000)
    expect(await waiting).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    const second = turnstile.pass(next.work, never)
    inside.state.end()
    next.state.end()
    await Promise.all([first, second])
    expect(next.state.begun).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
