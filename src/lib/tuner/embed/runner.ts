/** The runner of an embed: one worker, from when the embed is seen, in turns with the other embeds of the page. */
import { createRunner } from '$lib/worker/choose-runner'
import type { Runner } from '$lib/worker/runner'
import { onceSeen, takingTurns, turnsByLocks } from '$lib/worker/pool/turns'

/** @param seen resolves when the embed comes into view */
export function createEmbedRunner(seen: Promise<unknown>): Runner {
  // A random number, to tell the embeds of a page apart.
  const [place] = crypto.getRandomValues(new Uint32Array(1))
  return takingTurns(() => createRunner(1), onceSeen(seen, turnsByLocks(navigator.locks, place)))
}

/** Resolves when an element comes near the screen, also inside frames. */
export function cameIntoView(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      resolve()
    })
    observer.observe(element)
    signal.addEventListener('abort', () => observer.disconnect())
  })
}
