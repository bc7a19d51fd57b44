/** How long the default picture takes, with one worker and with two, in node, in a browser, and in C. */
import { chromium } from 'playwright'
import { browserLaunch } from '../tests/support/browser.mjs'
import { inC, loadForNode, median, textForBrowser } from './load.mjs'

/** @typedef {import('./default-picture').Times} Times */

const TIMES = 9

/** @param {number[]} values */
const least = (values) => Math.min(...values)

/** The first run finds new workers and code that is not optimized yet; the others do not. @param {Times[]} runs */
function print(/** @type {string} */ name, runs) {
  const [first, ...others] = runs
  const row = (/** @type {string} */ what, /** @type {(key: keyof Times) => number} */ of) => {
    const ms = ['first', 'all', 'cpu'].map((key) => {
      const value = of(/** @type {keyof Times} */ (key))
      return (value > 0 ? `${value.toFixed(0)} ms` : '–').padStart(12)
    })
    console.log(`${name.padEnd(12)}${what.padEnd(10)}${ms.join('')}`)
  }
  row('at first', (key) => first[key])
  row('again', (key) => median(others.map((run) => run[key])))
  row('at best', (key) => least(others.map((run) => run[key])))
}

console.log(
  `The default picture: 50 points, 20,000 cycles each, fewer for three; again: median of ${TIMES} runs`
)
console.log(' '.repeat(22) + '  1st points         all   processor')

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
