import type { Runner } from '../runner'

/**
 * A runner whose program is loaded when its first run starts. A run whose program cannot be loaded is rejected; the
 * next one tries again.
 */
export function createLazyRunner(load: () => Promise<Runner>): Runner {
  let loading: Promise<Runner> | null = null
  let closed = false

  async function loaded(): Promise<Runner> {
    try {
      return await (loading ??= load())
    } catch (error) {
      loading = null
      throw error
    }
  }
  return {
    async run(jobs, onProgress, signal, shards) {
      const runner = await loaded()
      signal?.throwIfAborted()
      // Closed while it was on its way: it says itself what becomes of a run then.
      if (closed) runner.close()
      return runner.run(jobs, onProgress, signal, shards)
    },
    close() {
      closed = true
      void loading?.then((runner) => runner.close()).catch(() => {})
    }
  }
}
