import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { headers } from './scripts/adapters/server.mjs'
import { threads } from './scripts/bundle.mjs'
import { licences } from './scripts/licences.mjs'
import { define } from './scripts/static.mjs'

const { plugin, ofWorkers } = licences()

export default defineConfig({
  define,
  plugins: [threads(), headers(), sveltekit(), plugin],
  worker: { plugins: () => [ofWorkers] },
  build: {
    rolldownOptions: {
      // Without this a page would load all that lies behind the door of the core, and the reader of links with the
      // writer.
      treeshake: { moduleSideEffects: [{ test: /\/src\/lib\/(core|trace|link|text)\//, sideEffects: false }] }
    }
  }
})
