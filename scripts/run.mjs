import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whatever folder the command was called from. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** What the scripts remember between two runs; gone with node_modules. */
export const cache = join(root, 'node_modules', '.cache', 'xfetch-tuner')

/**
 * Runs a JavaScript file with this node and gives its exit code (1 when a signal ended it). Tools are called by
 * their entry file and not by name: the shims in node_modules/.bin need a shell on Windows.
 * @param {string} entry
 * @param {string[]} [args]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function run(entry, args = [], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env }
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a tool of node_modules, for example `tool('vite/bin/vite.js', ['build'])`.
 * @param {string} entry
 * @param {string[]} [args]
 * @param {NodeJS.ProcessEnv} [env]
 */
export const tool = (entry, args, env) => run(join(root, 'node_modules', entry), args, env)
