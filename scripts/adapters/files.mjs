import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import adapter from '@sveltejs/adapter-static'
import { root } from '../run.mjs'

const out = 'build-static'

/**
 * Pages as files, for hosts that can do nothing but send files.
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function files() {
  // Not strict: what needs a server is left out.
  const statics = adapter({ pages: out, strict: false })
  return {
    ...statics,
    async adapt(builder) {
      await statics.adapt(builder)
      // Sent for any address, so it can refer to no file beside it.
      const page = readFileSync(join(root, 'src/error.html'), 'utf8')
        .replaceAll('%sveltekit.status%', '404')
        .replaceAll('%sveltekit.error.message%', 'There is no such page')
      writeFileSync(join(root, out, '404.html'), page)
      // GitHub's host leaves out folders whose names begin with an underscore, unless told not to.
      writeFileSync(join(root, out, '.nojekyll'), '')
    }
  }
}
