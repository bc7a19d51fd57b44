/**
 * Starts effects once their code is loaded. Where that fails, the parts of the page that show their results import the
 * same code, and say that it could not be loaded.
 * @returns what stops them
 */
export function whenLoaded<Code>(code: Promise<Code>, start: (code: Code) => void): () => void {
  let stop = () => {}
  let stopped = false
  code.then(
    (loaded) => {
      if (!stopped) stop = $effect.root(() => start(loaded))
    },
    () => {}
  )
  return () => {
    stopped = true
    stop()
  }
}
