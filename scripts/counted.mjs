import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './files.mjs'
import { cache, tool } from './run.mjs'

/** @typedef {import('./stages.mjs').Count} Count */

/**
 * Runs a test runner that writes a report, and counts from the report. A runner that fails without a failed test
 * (it crashed, or a file did not load), and one that ran no test at all, count as one failure.
 * @param {string} name
 * @param {(report: string) => Promise<number>} start gives the exit code
 * @param {(report: any) => Count} read
 * @returns {Promise<Count>}
 */
async function counted(name, start, read) {
  const report = join(cache, `${name}.json`)
  rmSync(report, { force: true })
  const code = await start(report)
  const count = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
  if (count.failed === 0 && (code !== 0 || count.passed === 0)) count.failed = 1
  return count
}

/** @param {string} project */
const vitest = (project) =>
  counted(
    project,
    (report) =>
      tool('vitest/vitest.mjs', [
        'run',
        `--project=${project}`,
        // A forgotten .only would silence every other test of its file.
        '--allowOnly=false',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`
      ]),
    ({ numPassedTests, numFailedTests, testResults }) => ({
      passed: numPassedTests,
      failed: numFailedTests + testResults.filter(unloaded).length
    })
  )

/** A file that failed before its first test. @param {{ status: string, assertionResults: unknown[] }} file */
const unloaded = ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0

export const unitTests = () => vitest('unit')

/** There may be no component tests. @returns {Promise<Count>} */
export const browserTests = async () =>
  filesUnder('src').some((path) => path.endsWith('.svelte.test.ts'))
    ? vitest('browser')
    : { passed: 0, failed: 0 }

export const e2eTests = () =>
  counted(
    'e2e',
    (report) =>
      tool('@playwright/test/cli.js', ['test', '--forbid-only', '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report
      }),
    ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length
    })
  )
