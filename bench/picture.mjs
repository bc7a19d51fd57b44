/** How long the default picture takes, with one worker and with two, in node, in a browser, and in C. */
import { chromium } from 'playwright'
import { browserLaunch } from '../tests/support/browser.mjs'
import { inC, loadForNode, median, textForBrowser } from './load.mjs'

/** @typedef {import('./default-picture').Times} Times */

const TIMES = 9

/** The first run finds new workers and code that is not optimized yet; the others do not. @param {Times[]} runs */
function print(/** @type {string} */ name, runs) {
  const [first, ...others] = runs
  const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`.padStart(9)
  const row = (/** @type {string} */ what, /** @type {string} */ times) =>
    console.log(`${name.padEnd(12)}${what.padEnd(10)}${times}`)
  row('at first', ms(first.first) + ms(first.all))
  const column = (/** @type {keyof Times} */ which) => others.map((run) => run[which])
  row(
    'again',
    ms(median(column('first'))) +
      ms(median(column('all'))) +
      `  (${Math.min(...column('all')).toFixed(0)} ms)`
  )
}

console.log(
  `The default picture: 50 points, 20,000 cycles each, fewer for three; again: median of ${TIMES} runs, in brackets the least`
)
console.log(' '.repeat(22) + '1st points      all')

const { createPoolRunner, draw, spawnThread } = await loadForNode()
for (const size of [1, 2]) {
  const spawn = spawnThread({ nice: 0, onRestart() {} })
  print(
    `${size} thread${size > 1 ? 's' : ''}`,
    await draw(createPoolRunner({ size, spawn, fallback: null }), TIMES + 1)
  )
}

const browser = await chromium.launch(await browserLaunch())
const content = await textForBrowser()
for (const [name, call] of [
  ['1 worker', 'workers(1, '],
  ['2 workers', 'workers(2, '],
  ['page alone', 'inline(']
]) {
  const page = await browser.newPage()
  await page.addScriptTag({ content, type: 'module' })
  await page.waitForFunction('globalThis.workers')
  print(name, /** @type {Times[]} */ (await page.evaluate(`${call}${TIMES + 1})`)))
  await page.close()
}
await browser.close()
inC('picture')
