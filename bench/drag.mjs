/**
 * Whether the page ever keeps a hand waiting: a mouse drags β for ten seconds, on its slider and on the figure of the
 * waste. Give the address of a server that runs to measure that one; else what is built is served.
 */
import { spawn } from 'node:child_process'
import { loadavg } from 'node:os'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { ensureBuilt } from '../scripts/build.mjs'
import { freePort } from '../scripts/port.mjs'
import { root } from '../scripts/run.mjs'
import { browserLaunch } from '../tests/support/browser.mjs'

/** @typedef {import('playwright').Page} Page */
/** @typedef {import('playwright').Locator} Locator */

const SECONDS = 10
/** There and back, seconds. */
const SWING = 2.5
/** Above this a task is felt, ms. */
const LONG = 50
const SCENARIOS = {
  'two keys': '/',
  'six keys': '/?keys=front:1000/s,api:200/s,search:50/s,feed:5/s,report:0.5/s,night:1/m'
}

/** Serves what is built. @returns {Promise<{ address: string, stop: () => void }>} */
async function serveBuild() {
  if (!(await ensureBuilt())) throw new Error('There is no build to measure.')
  const port = await freePort(0, '127.0.0.1')
  const address = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, ['build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ORIGIN: address }
  })
  for await (const line of createInterface(server.stdout)) if (line.startsWith('Listening on ')) break
  return { address, stop: () => server.kill() }
}

/** All of the page lives, the replay too, and the simulation has come to its end. @param {Page} page */
async function ready(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.later')].every((part) => part.hasAttribute('data-alive'))
  )
  await page.getByText('Cycle by cycle, with the same dice').scrollIntoViewIfNeeded()
  await page.getByRole('slider', { name: 'The cycle that is opened' }).waitFor()
  await page.getByText(/^Simulated .* cycles a second$/).waitFor({ timeout: 120_000 })
}

/** Swings a mouse over a mark for ten seconds. @param {Page} page @param {Locator} target @param {number} reach px */
async function drag(page, target, reach) {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('What is to be dragged is not on the page.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const start = performance.now()
  let moves = 0
  for (let t = 0; t < SECONDS; t = (performance.now() - start) / 1000) {
    await page.mouse.move(x + reach * Math.sin((2 * Math.PI * t) / SWING), y)
    moves++
  }
  await page.mouse.up()
  return moves
}

/** Counts what the page can tell of itself. @param {Page} page */
const watch = (page) =>
  page.evaluate(() => {
    const seen = { tasks: /** @type {number[]} */ ([]), frames: 0, on: true }
    const observer = new PerformanceObserver((list) =>
      seen.tasks.push(...list.getEntries().map(({ duration }) => duration))
    )
    observer.observe({ type: 'longtask' })
    const frame = () => {
      seen.frames++
      if (seen.on) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    Object.assign(globalThis, {
      told: () => {
        seen.on = false
        return seen
      }
    })
  })

/**
 * The longest task of the page by its processor’s own clock, ms: what others on the machine do does not count.
 * @param {Buffer} trace
 */
function longestWork(trace) {
  /** @type {{ traceEvents: { name: string, tdur?: number, pid: number, tid: number, args?: { name?: string } }[] }} */
  const { traceEvents } = JSON.parse(trace.toString())
  const main = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`)
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && main.includes(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
  return Math.max(0, ...tasks)
}

/** @param {string} what @param {(number | string)[]} values */
const row = (what, ...values) =>
  console.log(what.padEnd(26) + values.map((value) => String(value).padStart(12)).join(''))

const { address, stop } = process.argv[2]
  ? { address: process.argv[2].replace(/\/$/, ''), stop: () => {} }
  : await serveBuild()
const browser = await chromium.launch(await browserLaunch())
try {
  const load = () => loadavg()[0].toFixed(1)
  console.log(`Dragging β for ${SECONDS} s; others keep ${load()} processors busy`)
  row('', `over ${LONG} ms`, 'longest, ms', 'of work, ms', 'frames/s', 'moves/s', 'load')
  for (const [name, link] of Object.entries(SCENARIOS)) {
    for (const what of ['slider', 'figure']) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      await page.goto(address + link)
      await ready(page)
      const target =
        what === 'slider'
          ? page.locator('input[type=range]').first()
          : page.getByRole('slider', { name: /^Move β in the waste of/ }).first()
      await watch(page)
      await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
      const moves = await drag(page, target, 110)
      const trace = await browser.stopTracing()
      const { tasks, frames } = await page.evaluate(() =>
        /** @type {any} */ (globalThis).told()
      )
      const ms = (/** @type {number} */ value) => value.toFixed(0)
      row(
        `${name}, ${what}`,
        tasks.length,
        tasks.length > 0 ? ms(Math.max(...tasks)) : `< ${LONG}`,
        ms(longestWork(trace)),
        ms(frames / SECONDS),
        ms(moves / SECONDS),
        load()
      )
      await page.close()
    }
  }
} finally {
  await browser.close()
  stop()
}
