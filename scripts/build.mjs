import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from './digest.mjs'
import { root, tool } from './run.mjs'

/** The builds: for the server that `npm start` runs, and for hosts that only send files. */
const builds = { server: 'build', static: 'build-static' }

/**
 * Builds when the sources are not those of the last build; says whether a build is there in the end.
 * @param {keyof typeof builds} which
 */
export async function ensureBuilt(which = 'server') {
  // Lies in the build itself, which every build empties first: no stamp outlives what it vouches for.
  const stamp = join(root, builds[which], 'sources.sha256')
  const now = digest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return true
  console.log('Building …')
  // Lies in the folder of the server's build, and both read it through tsconfig.json.
  if (!existsSync(join(root, '.svelte-kit/tsconfig.json')))
    await tool('@sveltejs/kit/svelte-kit.js', ['sync'])
  const built = await tool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { XFETCH_BUILD: which })
  if (built !== 0) return false
  writeFileSync(stamp, now)
  return true
}
