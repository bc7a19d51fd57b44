/** Tells fields that something else replaced the state: Back, undo, a preset or the host of an embed. */
import { getContext, setContext, untrack } from 'svelte'

const KEY = Symbol('replaced')

/** @param count grows at each replacement */
export const provideReplaced = (count: () => number) => void setContext(KEY, count)

/**
 * Call while a component is made. A field keeps unfinished text while its own changes apply; this drops the text when
 * something else replaces the state.
 * @param drop forgets the unfinished text and the messages about it
 */
export function onReplaced(drop: () => void): void {
  const count = getContext<(() => number) | undefined>(KEY)
  if (!count) return
  let seen = untrack(count)
  $effect.pre(() => {
    if (count() === seen) return
    seen = count()
    untrack(drop)
  })
}
