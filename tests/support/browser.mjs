import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { bundledChromium, bundledRunsHere } from './bundled-chromium.mjs'

/** @typedef {import('playwright').LaunchOptions} LaunchOptions */

/**
 * Which Chromium the tests use. The one from npm comes before the system's: it is the same everywhere.
 * @returns {Promise<LaunchOptions>}
 */
async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen && !existsSync(chosen))
    throw new Error(`CHROMIUM_PATH names ${chosen}, and there is no such file.`)
  if (chosen) return { executablePath: chosen }
  if (existsSync(chromium.executablePath())) return { executablePath: chromium.executablePath() }
  if (bundledRunsHere()) return bundledChromium()
  if (process.platform === 'darwin' || process.platform === 'win32') return { channel: 'chrome' }
  if (existsSync('/usr/bin/chromium')) return { executablePath: '/usr/bin/chromium' }
  throw new Error(
    'No browser for the tests: run "npx playwright install chromium", or set CHROMIUM_PATH to a Chromium or Chrome.'
  )
}

/** What Playwright needs to launch a Chromium that is quiet on the network and throttles as a user's would. */
export const browserLaunch = async () => ({
  ...(await findChromium()),
  args: [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
  ],
  // Playwright switches off the limit on history.replaceState, which the page must live with.
  ignoreDefaultArgs: ['--disable-ipc-flooding-protection']
})
