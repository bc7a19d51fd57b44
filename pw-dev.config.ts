import { defineConfig } from '@playwright/test'
import { browserLaunch } from './tests/support/browser.mjs'
export default defineConfig({ testDir: '/work/iM/tests/e2e', outputDir: '/tmp/iM-results', workers: 1, reporter: 'line', timeout: 90000, expect: { timeout: 15000 }, use: { baseURL: 'http://localhost:5414', launchOptions: await browserLaunch(), colorScheme: null } })
