import { beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { RebuildTime } from '../fields/rebuild-times'
import MeasuredDurations from './MeasuredDurations.svelte'

beforeEach(() => localStorage.clear())

const field = page.getByRole('textbox', { name: 'Durations' })
async function shown() {
  const fits: RebuildTime[] = []
  await render(MeasuredDurations, {
    ttl: 60,
    current: { delta: 1, deltaCv: 0 },
    onfit: (one) => fits.push(one)
  })
  return fits
}
/** @returns whether the page took what was dropped, instead of the browser, which would open it */
function drop(files: File[], target = field.element()) {
  const dataTransfer = new DataTransfer()
  for (const file of files) dataTransfer.items.add(file)
  const event = (type: string) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
  const taken = ['dragover', 'drop'].map((type) => !target.dispatchEvent(event(type)))
  return taken.every(Boolean)
}
const LOG = new File(['10:00:01 rebuild took 198 ms\n10:00:05 rebuild took 243 ms\n'], 'app.log')

it.each([
  ['on the field', () => field.element()],
  ['beside it', () => document.body]
])('reads a log that is dropped %s as if it were pasted', async (_, target) => {
  const fits = await shown()
  expect(drop([LOG], target())).toBe(true)
  await expect.element(page.getByText('2 durations, from')).toBeVisible()
  await expect.element(field).toHaveValue(await LOG.text())
  // The mean of a lognormal of two durations is not their mean, but lies near it.
  expect(fits.at(-1)!.delta).toBeGreaterThan(0.198)
  expect(fits.at(-1)!.delta).toBeLessThan(0.243)
})

it('reads a log that is chosen by keyboard', async () => {
  await shown()
  await userEvent.upload(page.getByLabelText('A file to read'), LOG)
  await expect.element(page.getByText('2 durations, from')).toBeVisible()
})

it('keeps what it has where a file cannot be read, and says why', async () => {
  await shown()
  await userEvent.fill(field, '2 s, 3 s')
  expect(drop([LOG, LOG])).toBe(true)
  await expect.element(page.getByText('These are 2 files, and 1 is read; drop one at a time.')).toBeVisible()
  await expect.element(field).toHaveValue('2 s, 3 s')
})
