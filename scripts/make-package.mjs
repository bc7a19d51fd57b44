import { relative } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './run.mjs'

const ready = ensureInstalled() && (await ensureBuilt())
if (ready) {
  const { makePackage } = await import('./package.mjs')
  const { path, sha256, bytes } = await makePackage()
  console.log(`${relative(root, path)}, ${(bytes / 1e6).toFixed(1)} MB, SHA-256 ${sha256}`)
}
process.exitCode = ready ? 0 : 1
