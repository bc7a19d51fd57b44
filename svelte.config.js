import adapter from '@sveltejs/adapter-node'

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: {
    runes: ({ filename }) => (filename.split(/[/\\]/).includes('node_modules') ? undefined : true)
  },
  kit: {
    adapter: adapter(),
    typescript: {
      config: (config) => {
        config.include.push('../*.config.*', '../scripts/**/*.mjs', '../tests/**/*.mjs')
      }
    }
  }
}
