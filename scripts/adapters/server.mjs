import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import adapter from '@sveltejs/adapter-node'
import { root } from '../run.mjs'
import { prepare } from './headers.mjs'

const out = 'build'

/** Stands in front of the adapter's own entry, which by then listens but has not yet heard anybody. */
const entry = `import { server } from './listen.js'
import { prepare } from './headers.mjs'

server.server.prependListener('request', prepare)

export * from './listen.js'
`

/**
 * The server of adapter-node, with headers on every reply: its files and finished pages are sent before any hook.
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
      copyFileSync(join(root, 'scripts/adapters/headers.mjs'), join(root, out, 'headers.mjs'))
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
