import { defineConfig } from '@playwright/test'
import { freePort } from './scripts/port.mjs'
import { browserLaunch } from './tests/support/browser.mjs'

// The runner's workers read this file again and must find the same port.
const port = (process.env.E2E_PORT ??= String(await freePort(0, '127.0.0.1')))
const baseURL = `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  // A page waits for timers and the network as much as for a processor: two keep two processors busy.
  workers: 3,
  reporter: 'list',
  // A test that passes at the second try hides a race.
  retries: 0,
  // A busy machine is no fault: only what hangs is to fail by the clock.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL,
    launchOptions: await browserLaunch(),
    // Playwright's own emulation would hide how an iframe follows the colour scheme of its page.
    colorScheme: null
  },
  webServer: {
    command: 'node scripts/start.mjs',
    url: baseURL,
    env: { HOST: '127.0.0.1', PORT: port, ORIGIN: baseURL },
    reuseExistingServer: false,
    stdout: 'pipe',
    timeout: 300_000
  }
})
