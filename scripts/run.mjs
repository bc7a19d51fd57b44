import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whatever folder the command was called from. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** What the scripts remember between two runs; gone with node_modules. */
export const cache = join(root, 'node_modules', '.cache', 'xfetch-tuner')

/**
 * @typedef {object} Options
 * @property {string} [cwd] the project's folder unless given
 * @property {NodeJS.ProcessEnv} [env] added to that of this process
 * @property {(text: string) => void} [write] takes what the program prints; without it the program prints to the screen
 */

/**
 * Runs a JavaScript file with this node and gives its exit code (1 when a signal ended it). Tools are called by
 * their entry file and not by name: the shims in node_modules/.bin need a shell on Windows.
 * @param {string} entry
 * @param {string[]} [args]
 * @param {Options} [options]
 * @returns {Promise<number>}
 */
export function run(entry, args = [], { cwd = root, env = {}, write } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd,
      stdio: write ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // A tool that writes into a pipe leaves its colours out, unless it is told that a screen comes after it.
      env: { ...process.env, ...(write && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...env }
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', write ?? (() => {}))
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a tool of node_modules, for example `tool('vite/bin/vite.js', ['build'])`.
 * @param {string} entry
 * @param {string[]} [args]
 * @param {Options} [options]
 */
export const tool = (entry, args, options) => run(join(root, 'node_modules', entry), args, options)

/**
 * Runs a step whose output only matters when it fails: then all of it is printed.
 * @param {(write: (text: string) => void) => Promise<number>} step gives an exit code
 * @param {(text: string) => void} [print]
 * @returns {Promise<boolean>} whether the step succeeded
 */
export async function quietly(step, print = (text) => process.stderr.write(text)) {
  let output = ''
  const code = await step((text) => (output += text))
  if (code !== 0) print(output.endsWith('\n') || output === '' ? output : `${output}\n`)
  return code === 0
}
