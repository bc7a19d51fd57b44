import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { filesUnder } from './files.mjs'
import { cache, root, tool } from './run.mjs'

/** @typedef {import('./stages.mjs').Count} Count */
/** @typedef {{ name: string, seconds: number }} Timed one test, its file before its title */

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

/** A file that failed before its first test. @param {{ status: string, assertionResults: unknown[] }} file */
const unloaded = ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0

/**
 * Of what was skipped a line for each file and describe, with the number of tests.
 * @param {string[]} names one for each test
 */
const skippedOf = (names) =>
  [...new Set(names)].map((name) => `${name}: ${names.filter((other) => other === name).length} skipped`)

/** @param {any} report of vitest @returns {Count} */
export const countOfVitest = ({ numPassedTests, numFailedTests, testResults }) => ({
  passed: numPassedTests,
  failed: numFailedTests + testResults.filter(unloaded).length,
  tests: testResults.flatMap((/** @type {any} */ file) =>
    file.assertionResults.map((/** @type {any} */ { fullName, duration = 0 }) => ({
      name: `${relative(root, file.name)}: ${fullName}`,
      seconds: duration / 1000
    }))
  ),
  skipped: skippedOf(
    testResults.flatMap((/** @type {any} */ file) =>
      file.assertionResults
        .filter((/** @type {any} */ { status }) => status === 'skipped' || status === 'pending')
        .map(
          (/** @type {any} */ { ancestorTitles: [first = ''] }) => `${relative(root, file.name)}: ${first}`
        )
    )
  )
})

/** @param {any} suite of Playwright's report, a file or a describe @param {string[]} titles @returns {Timed[]} */
const testsOfSuite = ({ suites = [], specs = [] }, titles) => [
  ...specs.map((/** @type {any} */ { title, tests }) => ({
    name: `${titles[0]}: ${[...titles.slice(1), title].join(' ')}`,
    seconds:
      tests
        .flatMap((/** @type {any} */ { results }) => results)
        .reduce((/** @type {number} */ sum, /** @type {any} */ { duration }) => sum + duration, 0) / 1000
  })),
  ...suites.flatMap((/** @type {any} */ inner) => testsOfSuite(inner, [...titles, inner.title]))
]

/** The files of the tests that a suite of Playwright's report skipped. @param {any} suite @param {string} [file] @returns {string[]} */
const skippedOfSuite = ({ title, suites = [], specs = [] }, file = title) => [
  ...specs.flatMap((/** @type {any} */ { tests }) =>
    tests.some((/** @type {any} */ { status }) => status === 'skipped') ? [file] : []
  ),
  ...suites.flatMap((/** @type {any} */ inner) => skippedOfSuite(inner, file))
]

/** @param {any} report of Playwright @returns {Count} */
export const countOfPlaywright = ({ stats, errors, suites, config }) => ({
  passed: stats.expected,
  // There are no retries; a test that passes at the second try is not reliable, and counts as failed.
  failed: stats.unexpected + stats.flaky + errors.length,
  tests: testsOfSuite({ suites }, []).map(({ name, seconds }) => ({
    name: relative(root, join(config.rootDir, name)),
    seconds
  })),
  skipped: skippedOf(
    suites
      .flatMap((/** @type {any} */ suite) => skippedOfSuite(suite))
      .map((/** @type {string} */ file) => relative(root, join(config.rootDir, file)))
  )
})

/**
 * The tests that took longest, longest first, a line for each.
 * @param {Timed[]} tests
 * @param {number} most
 */
export const slowest = (tests, most) =>
  [...tests]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name}`)

/** @param {string} project @param {((text: string) => void)} [write] */
const vitest = (project, write) =>
  counted(
    project,
    (report) =>
      tool(
        'vitest/vitest.mjs',
        [
          'run',
          `--project=${project}`,
          // A forgotten .only would silence every other test of its file.
          '--allowOnly=false',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`
        ],
        { write }
      ),
    countOfVitest
  )

/** @param {((text: string) => void)} [write] */
export const unitTests = (write) => vitest('unit', write)

/** There may be no component tests. @param {((text: string) => void)} [write] @returns {Promise<Count>} */
export const browserTests = async (write) =>
  filesUnder('src').some((path) => path.endsWith('.svelte.test.ts'))
    ? vitest('browser', write)
    : { passed: 0, failed: 0 }

/** @param {((text: string) => void)} [write] */
export const e2eTests = (write) =>
  counted(
    'e2e',
    (report) =>
      tool('@playwright/test/cli.js', ['test', '--forbid-only', '--reporter=list,json'], {
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        write
      }),
    countOfPlaywright
  )
