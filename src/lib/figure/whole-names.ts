/** The whole names of the keys, where figures have room for a part of them. */
import { getContext, setContext } from 'svelte'

const WHOLE = Symbol()

/** Gives every KeyName inside the whole names, for tooltips and screen readers. Call once in a page. */
export const provideWholeNames = (names: () => readonly string[]) => setContext(WHOLE, names)

/** @returns undefined outside a page that gives them */
export const wholeNames = () => getContext<(() => readonly string[]) | undefined>(WHOLE)
