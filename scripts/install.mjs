import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { root } from './run.mjs'

/** @param {string} path @returns {Record<string, { version: string, optional?: boolean }>} */
const packages = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages

/**
 * Does node_modules hold what the lockfile asks for? npm writes down what it installed, last of all, so that an
 * interrupted installation has no such note. Optional packages are those of other platforms.
 */
function installed() {
  try {
    const present = packages('node_modules/.package-lock.json')
    return Object.entries(packages('package-lock.json')).every(
      ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version
    )
  } catch {
    return false
  }
}

/** Installs what is missing; says whether all is there in the end. */
export function ensureInstalled() {
  if (installed()) return true
  console.log('Installing the packages of package-lock.json …')
  // The tools are development packages and some of their binaries optional ones: neither NODE_ENV=production nor a
  // setting of the user's may leave them out.
  return npm(['ci', '--include=dev', '--include=optional']) !== null
}
