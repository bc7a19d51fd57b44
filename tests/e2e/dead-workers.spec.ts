import { expect, test, type Page } from '../support/test'
import { TICK } from '../../src/lib/worker/ports/watchdog'
import { simulated } from '../support/page'

// A worker can be killed by the browser without an error event. The page finds out, and ends its run.

const link = '/?keys=hot:10/s&cycles=200&cv=0.5&seed=7'
/** All that the page shows, but for how fast it came, and for what is told to those who listen, which goes again. */
const said = async (page: Page) => {
  const told = await page.locator('main [aria-live], main [role="status"]').allInnerTexts()
  const lines = (await page.locator('main').innerText())
    .replace(/[\d\s]+ cycles a second/, ' cycles a second')
    .split('\n')
  return lines.filter((line) => line.trim() !== '' && !told.includes(line)).join('\n')
}

/** What becomes of the workers of a page. */
const fates: Record<string, () => void> = {
  'each is killed at its tenth request': () => {
    const { Worker } = window
    window.Worker = class extends Worker {
      asked = 0
      postMessage(message: unknown, transfer?: unknown) {
        super.postMessage(message, transfer as Transferable[])
        if (++this.asked === 10) this.terminate()
      }
    } as typeof Worker
  },
  'the first is caught in an endless loop': () => {
    const { Worker } = window
    let made = 0
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        const loop = new Blob(['self.postMessage({kind: "ready"}); self.onmessage = () => { for (;;); }'])
        super(made++ === 0 ? URL.createObjectURL(loop) : url, options)
      }
    } as typeof Worker
  },
  'none ever starts': () => {
    const { Worker } = window
    window.Worker = class extends Worker {
      constructor() {
        super(URL.createObjectURL(new Blob([''])))
      }
    } as typeof Worker
  }
}

test('the run ends with the right figures, whatever becomes of the workers', async ({ page, context }) => {
  await page.goto(link)
  await simulated(page)
  // The advice comes after the figures.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  const expected = await said(page)
  for (const [name, fate] of Object.entries(fates))
    await test.step(name, async () => {
      const other = await context.newPage()
      await other.addInitScript(fate)
      // The page counts ticks of its own clock before it gives a worker up: two seconds of silence, ten to start.
      await other.clock.install()
      await other.goto(link)
      const saidLater = async () => {
        await other.clock.runFor(TICK)
        return said(other)
      }
      await expect.poll(saidLater, { timeout: 200_000, intervals: [100] }).toBe(expected)
      await other.close()
    })
})
