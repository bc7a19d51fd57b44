/** How fields hear that the state was replaced from elsewhere: by Back, undo, a preset or the host of an embed. */
import { getContext, setContext, untrack } from 'svelte'

const KEY = Symbol('replaced')

/** @param count grows each time that the state is replaced */
export const tellFields = (count: () => number) => void setContext(KEY, count)

/**
 * Call while a field is made. A field that only follows its own commits needs this: text that is being typed stays
 * through them, and must not stay when something else replaces the state.
 * @param drop forgets what is typed and not applied, and what was said about it
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
