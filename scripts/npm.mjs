import { spawnSync } from 'node:child_process'
import { root } from './run.mjs'

/**
 * Runs npm and gives what it printed, or null when it failed. Under `npm run` it is the same npm; elsewhere the one of
 * the path, through a shell, which Windows needs.
 * @param {string[]} args words without spaces
 * @param {{ cwd?: string, quiet?: boolean }} [options] quiet: its output is returned instead of shown
 * @returns {string | null}
 */
export function npm(args, { cwd = root, quiet = false } = {}) {
  const path = process.env.npm_execpath
  /** @type {import('node:child_process').SpawnSyncOptionsWithStringEncoding} */
  const options = {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit']
  }
  const { status, stdout } = path
    ? spawnSync(process.execPath, [path, ...args], options)
    : spawnSync(['npm', ...args].join(' '), { ...options, shell: true })
  return status === 0 ? (stdout ?? '') : null
}
