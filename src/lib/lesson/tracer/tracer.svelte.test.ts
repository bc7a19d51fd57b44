import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { formatSchedule, parseSchedule, PROGRAMS, type DefenceName } from '$lib/trace'
import { Tracer } from './tracer.svelte'
import TracerView from './TracerView.svelte'

async function open(defence: DefenceName, variant = 'broken', schedule = '') {
  const program = PROGRAMS[defence].find((one) => one.variant === variant)!
  const tracer = new Tracer({ program, bounds: { ...program.bounds }, moves: parseSchedule(schedule).moves })
  await render(TracerView, { tracer })
  return tracer
}
const done = (tracer: Tracer) => formatSchedule(tracer.link.moves)
const sentence = (text: string | RegExp) => expect.element(page.getByText(text).first()).toBeVisible()

it('a caller moves by its button, by the marked line and by its letter, and each step is told in a sentence', async () => {
  const tracer = await open('lock-on-miss')
  await page.getByRole('button', { name: 'A, line 2: read the cache' }).click()
  await sentence('A reads the cache: a miss.')
  await page.getByRole('button', { name: 'A makes this step' }).click()
  await sentence('A takes the lock with token 1.')
  await userEvent.keyboard('ab')
  await sentence('B reads the cache: a miss.')
  expect(done(tracer)).toBe('AAAB')
})

it('undo, step forward again and restart keep the schedule; another move drops the rest of it', async () => {
  const tracer = await open('lock-on-miss', 'broken', 'AAAB')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(done(tracer)).toBe('AA')
  await page.getByRole('button', { name: 'Next' }).click()
  expect(done(tracer)).toBe('AAA')
  await page.getByRole('button', { name: 'Restart' }).click()
  expect(done(tracer)).toBe('')
  await page.getByRole('button', { name: /^Step 4:/ }).click()
  expect(done(tracer)).toBe('AAAB')
  await userEvent.keyboard('0c')
  expect(formatSchedule(tracer.moves)).toBe('C')
})

it('the lamp of a promise says that it is broken, and the sentence of the step says so too', async () => {
  await open('lock-on-miss', 'broken', 'AAABB')
  await expect
    .element(page.getByRole('listitem').filter({ hasText: 'At most one rebuild' }))
    .toHaveTextContent(/holds/)
  await userEvent.keyboard('b')
  await expect
    .element(page.getByRole('listitem').filter({ hasText: 'At most one rebuild' }))
    .toHaveTextContent(/broken/)
  await sentence(/^Broken: at most one rebuild/)
})

it('who waits is shown, with what for, and cannot be moved', async () => {
  const tracer = await open('lock-on-miss', 'mended', 'AABB')
  await sentence('waits for the lock to be free')
  await userEvent.keyboard('b')
  expect(done(tracer)).toBe('AABB')
})

it('a caller with several outcomes gets the focus, and each outcome is a button', async () => {
  const tracer = await open('coalescing', 'mended', 'AAAA')
  await userEvent.keyboard('a')
  const outcome = page.getByRole('button', { name: /the rebuild succeeds/ })
  await expect.element(outcome).toHaveFocus()
  await page.getByRole('button', { name: /the rebuild fails/ }).click()
  expect(done(tracer)).toBe('AAAAA1')
})

it('the clock and a crash are moves, by button and by key', async () => {
  const tracer = await open('fenced-write', 'broken', 'AAAA')
  await userEvent.keyboard('t')
  await sentence('The lock runs out.')
  tracer.open({ ...tracer.link, bounds: { ...tracer.bounds, crashes: 1 } })
  await page.getByRole('button', { name: 'B crashes' }).click()
  expect(done(tracer)).toBe('AAAAtb')
})

it('keys can be turned off, and do nothing while a field is used', async () => {
  const tracer = await open('lock-on-miss')
  await page.getByLabelText('Program').click()
  await userEvent.keyboard('{Escape}')
  ;(document.querySelector('select') as HTMLElement).focus()
  await userEvent.keyboard('c')
  expect(done(tracer)).toBe('')
  ;(document.activeElement as HTMLElement).blur()
  await page.getByText('Keys', { exact: true }).click()
  await page.getByLabelText('Use these keys').click()
  await userEvent.keyboard('c')
  expect(done(tracer)).toBe('')
})

it('the explorer’s shortest schedule plays step by step, and can be paused', async () => {
  const tracer = await open('coalescing')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    tracer.put(parseSchedule('AABB').moves)
    tracer.play()
    vi.advanceTimersByTime(1500)
    expect(done(tracer)).toBe('A')
    tracer.pause()
    vi.advanceTimersByTime(15_000)
    expect(done(tracer)).toBe('A')
    tracer.play()
    vi.advanceTimersByTime(15_000)
    expect(done(tracer)).toBe('AABB')
    expect(tracer.playing).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

it('without a worker the explorer answers all the same', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new Error('refused')
      }
    }
  )
  try {
    const tracer = await open('lock-on-miss', 'mended')
    await page.getByRole('button', { name: 'Does it always hold?' }).click()
    await sentence(/^Yes, it always holds\./)
    expect(tracer.asked!.reply.kind).toBe('done')
  } finally {
    vi.unstubAllGlobals()
  }
})
