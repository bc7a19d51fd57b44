/** Where words are given that are to be told to those who listen. Small, for the first look loads it. */
import type { Slot, Words } from './voice'

type Ear = (words: Words, slot: Slot) => void
/** Given before anybody took them. */
const early: Parameters<Ear>[] = []
const keep: Ear = (...given) => void early.push(given)
let ear = keep

export const say = (words: Words, slot: Slot = 'command') => ear(words, slot)

/** @returns how to take no more */
export function take(hear: Ear): () => void {
  ear = hear
  early.splice(0).forEach((given) => hear(...given))
  return () => (ear = keep)
}
