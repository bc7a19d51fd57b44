/** Whether the build under way is the one for hosts without a server. */
export const isStatic = process.env.XFETCH_BUILD === 'static'

/** For vite: the same as a constant of the code, see src/lib/tuner/state/has-server.ts. */
export const define = { __STATIC__: JSON.stringify(isStatic) }

// The other build made the file that tsconfig.json extends, and Kit complains of that.
if (isStatic) {
  const { warn } = console
  console.warn = (...words) => {
    if (!/should extend the configuration|^\{\n {2}"extends"/.test(String(words[0]))) warn(...words)
  }
}
