import { ensureBuilt } from './build.mjs'
import { browserTests, unitTests, e2eTests } from './counted.mjs'
import { run, tool } from './run.mjs'

/** @typedef {{ passed: number, failed: number, tests?: import('./counted.mjs').Timed[], skipped?: string[] }} Count */
/** @typedef {((text: string) => void) | undefined} Write takes what a stage prints; undefined prints to the screen */

const cached = (/** @type {string} */ name) => [
  '--cache',
  '--cache-location',
  `node_modules/.cache/${name}-results`
]

/**
 * A check has no tests to count: it passes or fails as one. All its steps run, so that one call shows all faults.
 * @param {...((write: Write) => Promise<boolean>)} steps
 * @returns {(write: Write) => Promise<Count>}
 */
const check =
  (...steps) =>
  async (write) => {
    let good = true
    for (const step of steps) good = (await step(write)) && good
    return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  }

/** @param {string} entry @param {string[]} args */
const clean = (entry, args) => async (/** @type {Write} */ write) =>
  (await tool(entry, args, { write })) === 0

/** @param {string} entry @param {string[]} [args] */
const script = (entry, args) => async (/** @type {Write} */ write) =>
  (await run(entry, args, { write })) === 0

/** @param {'server' | 'static'} which */
const built = (which) => (/** @type {Write} */ write) =>
  ensureBuilt(which, (line) => (write ? write(`${line}\n`) : console.log(line)))

/** A small part of `npm run soak`, the same each time; the minutes only end a run that hangs. */
const soak = ['--requests', '160', '--minutes', '10', '--seed', '1']

/**
 * In the order of the report. Stages that keep one processor busy run beside each other (side-by-side.mjs).
 * Those that are optional run when they are named.
 * @type {{ name: string, run: (write: Write) => Promise<Count>, cores?: number, after?: string[], optional?: boolean }[]}
 */
export const stages = [
  // Both builds first, since others need them; they share a file, so one comes after the other.
  { name: 'build', run: check(built('server'), built('static')) },
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
  { name: 'boundaries', run: check(script('scripts/boundaries.mjs')) },
  {
    name: 'types',
    // The build writes the types of the routes, which this reads.
    after: ['build'],
    run: check(
      clean('@sveltejs/kit/svelte-kit.js', ['sync']),
      clean('svelte-check/bin/svelte-check', ['--tsconfig', 'tsconfig.json', '--fail-on-warnings']),
      clean('typescript/bin/tsc', ['-p', 'src/lib/core'])
    )
  },
  { name: 'soak', after: ['build'], run: check(script('scripts/soak/index.mjs', soak)) },
  { name: 'browser', run: browserTests },
  { name: 'unit', cores: Infinity, run: unitTests },
  { name: 'e2e', cores: Infinity, after: ['build'], run: e2eTests },
  // May need the network, for the packages of an installation.
  { name: 'package', after: ['build'], run: check(script('scripts/try-package.mjs')), optional: true }
]
