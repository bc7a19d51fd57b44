/** Hands words to the voice for screen readers. It is small, because the first view of the page loads it. */
import type { Slot, SpokenWords } from './voice'

type Listener = (words: SpokenWords, slot: Slot) => void
/** Words from before the voice was loaded. */
const early: Parameters<Listener>[] = []
const keep: Listener = (...given) => void early.push(given)
let listener = keep

export const say = (words: SpokenWords, slot: Slot = 'command') => listener(words, slot)

/** From now on `hear` gets all words, first those from before. @returns how to stop that */
export function take(hear: Listener): () => void {
  listener = hear
  early.splice(0).forEach((given) => hear(...given))
  return () => (listener = keep)
}
