import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './files.mjs'
import { root } from './run.mjs'

const settings = [
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'scripts/bundle.mjs',
  'scripts/digest.mjs',
  'scripts/licences.mjs',
  'scripts/static.mjs',
  'tsconfig.json'
]

/** A digest of everything that a build is made of: the same sources have the same, wherever they lie. */
export function digest() {
  const hash = createHash('sha256')
  for (const path of [
    ...filesUnder('src'),
    ...filesUnder('static'),
    ...filesUnder('scripts/adapters'),
    ...settings
  ]) {
    if (!path.endsWith('.test.ts'))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}
