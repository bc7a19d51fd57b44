import { ensureBuilt } from './build.mjs'
import { browserTests, unitTests, e2eTests } from './counted.mjs'
import { run, tool } from './run.mjs'

/** @typedef {{ passed: number, failed: number }} Count */

const cached = (/** @type {string} */ name) => [
  '--cache',
  '--cache-location',
  `node_modules/.cache/${name}-results`
]

/**
 * A check has no tests to count: it passes or fails as one. All its steps run, so that one call shows all faults.
 * @param {...(() => Promise<boolean>)} steps
 * @returns {() => Promise<Count>}
 */
const check =
  (...steps) =>
  async () => {
    let good = true
    for (const step of steps) good = (await step()) && good
    return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  }

/** @param {string} entry @param {string[]} args */
const clean = (entry, args) => async () => (await tool(entry, args)) === 0

/** A small part of `npm run soak`, the same each time; the minutes only end a run that hangs. */
const soak = ['--requests', '200', '--minutes', '10', '--seed', '1']

/**
 * Those that are optional run when they are named.
 * @type {{ name: string, run: () => Promise<Count>, optional?: boolean }[]}
 */
export const stages = [
  {
    name: 'format',
    run: check(
      clean('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.', ...cached('prettier')])
    )
  },
  {
    name: 'lint',
    run: check(clean('eslint/bin/eslint.js', ['--max-warnings', '0', '.', ...cached('eslint')]))
  },
  {
    name: 'types',
    run: check(
      clean('@sveltejs/kit/svelte-kit.js', ['sync']),
      clean('svelte-check/bin/svelte-check', ['--tsconfig', 'tsconfig.json', '--fail-on-warnings']),
      clean('typescript/bin/tsc', ['-p', 'src/lib/core'])
    )
  },
  { name: 'boundaries', run: check(async () => (await run('scripts/boundaries.mjs')) === 0) },
  { name: 'build', run: check(() => ensureBuilt()) },
  { name: 'unit', run: unitTests },
  { name: 'soak', run: check(async () => (await run('scripts/soak/index.mjs', soak)) === 0) },
  { name: 'browser', run: browserTests },
  { name: 'e2e', run: e2eTests },
  // May need the network, for the packages of an installation.
  { name: 'package', run: check(async () => (await run('scripts/try-package.mjs')) === 0), optional: true }
]
