/** Where an embed simulates: in one worker, once it is seen, and in turns with the other embeds of its page. */
import { createRunner } from '$lib/worker/choose-runner'
import type { Runner } from '$lib/worker/runner'
import { onceSeen, takingTurns, turnsByLocks } from '$lib/worker/turns'

/** @param seen resolves when the embed comes into view */
export function createEmbedRunner(seen: Promise<unknown>): Runner {
  // Any number that differs between the embeds of a page.
  const [place] = crypto.getRandomValues(new Uint32Array(1))
  return takingTurns(() => createRunner(1), onceSeen(seen, turnsByLocks(navigator.locks, place)))
}

/** Resolves when an element comes near the reader's screen, whatever frames it lies in. */
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
