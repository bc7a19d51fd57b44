import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import adapter from '@sveltejs/adapter-static'
import { root } from '../run.mjs'
import { errorPage } from './error-page.mjs'

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
      writeFileSync(join(root, out, '404.html'), errorPage(404, 'There is no such page'))
      // GitHub's host leaves out folders whose names begin with an underscore, unless told not to.
      writeFileSync(join(root, out, '.nojekyll'), '')
    }
  }
}
