/** A module with all it imports as one text, to be run in a thread; see scripts/bundle.mjs. */
declare module '*?thread' {
  const source: string
  export default source
}
