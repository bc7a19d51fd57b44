import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { headers } from './scripts/adapters/server.mjs'
import { threads } from './scripts/bundle.mjs'
import { define } from './scripts/static.mjs'

export default defineConfig({
  define,
  plugins: [threads(), headers(), sveltekit()]
})
