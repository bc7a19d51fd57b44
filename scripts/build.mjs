import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './files.mjs'
import { root, tool } from './run.mjs'

/** Lies in the build itself, which every build empties first: no stamp outlives what it vouches for. */
const stamp = join(root, 'build', 'sources.sha256')

/** A digest of everything the build is made of. */
function digest() {
  const settings = [
    'package.json',
    'package-lock.json',
    'svelte.config.js',
    'vite.config.ts',
    'scripts/bundle.mjs',
    'tsconfig.json'
  ]
  const hash = createHash('sha256')
  for (const path of [...filesUnder('src'), ...filesUnder('static'), ...settings]) {
    if (!path.endsWith('.test.ts'))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

/** Builds when the sources are not those of the last build; says whether a build is there in the end. */
export async function ensureBuilt() {
  const now = digest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return true
  console.log('Building …')
  if ((await tool('vite/bin/vite.js', ['build', '--logLevel', 'warn'])) !== 0) return false
  writeFileSync(stamp, now)
  return true
}
