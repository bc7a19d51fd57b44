/** `import { a, b as c } from './d'` as a whole statement. */
const IMPORT = /^import\s*\{([^}]*)\}\s*from\s*("[^"]+"|'[^']+');?/gm

/**
 * Reads each import of a module of this project once. Vitest turns every use of an import into a look-up through a getter,
 * which costs a quarter of the time of a law: its loops call `exp` and `log` of another module. A copy has the same value:
 * no module exports what changes, and there are no circular imports.
 * @returns {import('vite').Plugin}
 */
export const importsReadOnce = () => ({
  name: 'imports-read-once',
  // After the types are gone.
  enforce: 'post',
  transform(code, id) {
    if (!/\/src\/lib\/.*\.ts$/.test(id) || /\.(?:test|svelte)\.ts$/.test(id)) return
    let count = 0
    const copied = code.replace(
      IMPORT,
      (/** @type {string} */ statement, /** @type {string} */ names, /** @type {string} */ from) => {
        const all = names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
          .map((name) => {
            const [exported, local = exported] = name.split(/\s+as\s+/)
            return { exported, local, read: `${local}_${count++}` }
          })
        if (all.length === 0) return statement
        const read = all.map((one) => `${one.exported} as ${one.read}`).join(', ')
        const copies = all.map((one) => `${one.local} = ${one.read}`).join(', ')
        // The lines of an error message stay right.
        const lines = statement.replace(/[^\n]/g, '')
        return `import { ${read} } from ${from}; const ${copies};${lines}`
      }
    )
    return { code: copied, map: null }
  }
})
