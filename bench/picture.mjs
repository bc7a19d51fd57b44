/** How long the default picture takes, with two workers and without, in node and in a browser. */
import { chromium } from 'playwright'
import { browserLaunch } from '../tests/support/browser.mjs'
import { loadForNode, median, textForBrowser } from './load.mjs'

/** @typedef {import('./default-picture').Times} Times */

const TIMES = 9

/** The first run finds new workers and code that is not optimized yet; the others do not. @param {Times[]} runs */
function print(/** @type {string} */ name, runs) {
  const [first, ...others] = runs
  const warm = { first: median(others.map((run) => run.first)), all: median(others.map((run) => run.all)) }
  const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`.padStart(9)
  const row = (/** @type {string} */ what, /** @type {Times} */ times) =>
    console.log(`${name.padEnd(12)}${what.padEnd(10)}${ms(times.first)}${ms(times.all)}`)
  row('at first', first)
  row('again', warm)
}

console.log(`The default picture: 50 points, 20,000 cycles each; median of ${TIMES} runs after the first`)
console.log(' '.repeat(22) + '1st points      all')

const { createInlineRunner, createPoolRunner, draw, spawnThread } = await loadForNode()
print(
  '2 threads',
  await draw(
    createPoolRunner({ size: 2, spawn: spawnThread({ nice: 0, onRestart() {} }), fallback: null }),
    TIMES + 1
  )
)
print('node alone', await draw(createInlineRunner(), TIMES + 1))

const browser = await chromium.launch(await browserLaunch())
const content = await textForBrowser()
for (const [name, call] of [
  ['2 workers', 'workers'],
  ['page alone', 'inline']
]) {
  const page = await browser.newPage()
  await page.addScriptTag({ content, type: 'module' })
  await page.waitForFunction('globalThis.workers')
  print(name, /** @type {Times[]} */ (await page.evaluate(`${call}(${TIMES + 1})`)))
  await page.close()
}
await browser.close()
