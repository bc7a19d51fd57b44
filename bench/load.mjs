import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { bundle } from '../scripts/bundle.mjs'
import { cache, root } from '../scripts/run.mjs'

/** Where the benchmarks keep what they make. @param {string} name */
export function scratch(name) {
  mkdirSync(cache, { recursive: true })
  return join(cache, `bench-${name}`)
}

/** What is measured, bundled for node as the server is. @returns {Promise<typeof import('./node-entry')>} */
export async function loadForNode() {
  const { code } = await bundle(join(root, 'bench/node-entry.ts'), 'es')
  const file = scratch('node.mjs')
  writeFileSync(file, code)
  return import(pathToFileURL(file).href)
}

/** The text of what is measured, bundled for a browser as the page is. */
export async function textForBrowser() {
  const outputs = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { write: false, lib: { entry: 'bench/browser-entry.ts', formats: ['es'], fileName: 'bench' } }
  })
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput[]} */ (outputs)[0]
  return output[0].code
}

/** @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** Runs xfetch.c, where gcc is at hand. @param {string[]} words what to simulate, if not its usual case */
export function inC(...words) {
  const program = scratch('xfetch')
  const gcc = spawnSync('gcc', ['-O2', '-o', program, join(root, 'bench/xfetch.c'), '-lm'], {
    stdio: 'inherit'
  })
  if (gcc.status === 0) spawnSync(program, words, { stdio: 'inherit' })
  else console.log('No gcc, no figure for C')
}
