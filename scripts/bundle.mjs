import { join } from 'node:path'
import { build } from 'vite'
import { root } from './run.mjs'

/**
 * One file of JavaScript for node out of a module and all it imports.
 * @param {string} entry path of the module
 * @param {'es' | 'cjs'} format
 * @returns {Promise<{ code: string, modules: string[] }>} and the files that went into it
 */
export async function bundle(entry, format) {
  const outputs = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { alias: { $lib: join(root, 'src/lib') } },
    plugins: [threads()],
    build: {
      write: false,
      ssr: entry,
      target: 'node20',
      minify: false,
      // Engines know the value of a const, and read a var each time: the simulation is 10 % faster.
      rolldownOptions: { output: { format, codeSplitting: false, topLevelVar: false } }
    }
  })
  const [chunk] = /** @type {import('vite').Rolldown.RolldownOutput} */ (
    Array.isArray(outputs) ? outputs[0] : outputs
  ).output
  return { code: chunk.code, modules: chunk.moduleIds }
}

const thread = /\?thread$/

/**
 * Makes `import source from './some.thread?thread'` the text of that module with all it imports, to be run in a
 * thread of node's: a bundled server has no file of it that it could name.
 * @returns {import('vite').Plugin}
 */
export function threads() {
  return {
    name: 'threads',
    load: {
      filter: { id: thread },
      async handler(id) {
        const { code, modules } = await bundle(id.replace(thread, ''), 'cjs')
        for (const file of modules) this.addWatchFile(file)
        return `export default ${JSON.stringify(code)}`
      }
    }
  }
}
