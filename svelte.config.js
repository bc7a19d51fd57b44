import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { files } from './scripts/adapters/files.mjs'
import { server } from './scripts/adapters/server.mjs'
import { digest } from './scripts/digest.mjs'
import { isStatic } from './scripts/static.mjs'
import { BEFORE_PAINT } from './src/lib/lesson/mechanism/closed.mjs'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: {
    // Shorter than Svelte’s own prefix: a page has hundreds of them.
    cssHash: ({ hash, css }) => `s${hash(css)}`,
    runes: ({ filename }) => (filename.split(/[/\\]/).includes('node_modules') ? undefined : true)
  },
  kit: {
    adapter: isStatic ? files() : server(),
    // Both builds can stand side by side.
    outDir: isStatic ? '.svelte-kit-static' : '.svelte-kit',
    // By what it is made of, not by when: the same sources are the same build.
    version: { name: `${version}+${digest().slice(0, 8)}` },
    // Not in embeds: src/lib/tuner/state/offline.ts does it, on the site's own pages.
    serviceWorker: { register: false },
    // There are no forms to forge and no cookies: a POST from elsewhere gets the same 405 as any other.
    csrf: { trustedOrigins: ['*'] },
    csp: {
      // Not a nonce, which must be another one in each reply: the same link is the same page, with one ETag.
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        // And one of our own that runs before the first paint.
        'script-src': ['self', `sha256-${createHash('sha256').update(BEFORE_PAINT).digest('base64')}`],
        // Svelte writes style attributes.
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self', 'blob:'],
        'frame-src': ['self'],
        'manifest-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
        // Taken out again for embeds, in src/hooks.server.ts.
        'frame-ancestors': ['none']
      }
    },
    typescript: {
      config: (config) => {
        config.include.push('../*.config.*', '../scripts/**/*.mjs', '../tests/**/*.mjs')
      }
    }
  }
}
