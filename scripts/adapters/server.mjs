import { cpSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import adapter from '@sveltejs/adapter-node'
import { root } from '../run.mjs'
import { errorPage } from './error-page.mjs'
import { prepare } from './front/headers.mjs'

const out = 'build'

/**
 * Checks the settings before the adapter's own entry reads them. That entry then listens, and no request can arrive
 * before the front is in place, because both happen in one turn of the event loop.
 */
const entry = `import { begin } from './front/begin.mjs'
import { stand } from './front/front.mjs'

await begin()
export const { host, path, port, server } = await import('./listen.js')
stand({ host, path, port, server })
`

/**
 * The server of adapter-node behind the front of this project (scripts/adapters/front): headers on every reply,
 * admission, health and metrics.
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function server() {
  const node = adapter({ out })
  return {
    ...node,
    name: 'server',
    async adapt(builder) {
      await node.adapt(builder)
      renameSync(join(root, out, 'index.js'), join(root, out, 'listen.js'))
      cpSync(join(root, 'scripts/adapters/front'), join(root, out, 'front'), { recursive: true })
      writeFileSync(join(root, out, 'front/busy.html'), errorPage(503, 'The server is busy'))
      writeFileSync(join(root, out, 'index.js'), entry)
    }
  }
}

/**
 * The same headers while developing.
 * @returns {import('vite').Plugin}
 */
export function headers() {
  return {
    name: 'headers',
    configureServer(vite) {
      vite.middlewares.use((request, response, next) => {
        prepare(request, response)
        if (!response.writableEnded) next()
      })
    }
  }
}
