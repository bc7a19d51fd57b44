import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from './digest.mjs'
import { quietly, root, tool } from './run.mjs'

/** The builds: for the server that `npm start` runs, and for hosts that only send files. */
const builds = { server: 'build', static: 'build-static' }

/**
 * Builds when the sources are not those of the last build; says whether a build is there in the end. The bundler is
 * quiet about a build that succeeds: its notes on timing and empty chunks are not for users.
 * @param {keyof typeof builds} [which]
 * @param {(line: string) => void} [say]
 */
export async function ensureBuilt(which = 'server', say = console.log) {
  // The stamp lies in the build folder, which every build empties first: an interrupted build has no stamp.
  const stamp = join(root, builds[which], 'sources.sha256')
  const now = digest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return true
  say('Building, which takes half a minute …')
  const started = performance.now()
  const built = await quietly(async (write) => {
    // Both builds read the server's tsconfig.json, which this makes.
    if (!existsSync(join(root, '.svelte-kit/tsconfig.json')))
      await tool('@sveltejs/kit/svelte-kit.js', ['sync'], { write })
    return tool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { env: { XFETCH_BUILD: which }, write })
  }, say)
  if (!built) {
    say('The build failed; its output is above.')
    return false
  }
  writeFileSync(stamp, now)
  say(`Built in ${((performance.now() - started) / 1000).toFixed(0)} s.`)
  return true
}
