import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { threads } from './scripts/bundle.mjs'

export default defineConfig({
  plugins: [threads(), sveltekit()]
})
