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
      // The core is imported through one door. Without this each page would load all of it.
      treeshake: { moduleSideEffects: [{ test: /\/src\/lib\/core\//, sideEffects: false }] }
    }
  }
})
