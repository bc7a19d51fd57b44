/** The typeface of pictures, from the package that brings it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Measure } from '$lib/figure/card/lines'
import { advanceWidths, type AdvanceWidths } from './advance-widths'

const { resolve } = createRequire(import.meta.url)

export const TYPEFACE = 'Inter'
const REGULAR = resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')
const STRONG = resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')
export const FONT_FILES = [REGULAR, STRONG]

let read: { regular: AdvanceWidths; strong: AdvanceWidths } | undefined

/** The fonts' own tables, read when they are first asked for. */
const fonts = () =>
  (read ??= {
    regular: advanceWidths(readFileSync(REGULAR)),
    strong: advanceWidths(readFileSync(STRONG))
  })

export const measure: Measure = (text, size, strong) => {
  const { width } = strong ? fonts().strong : fonts().regular
  let ems = 0
  for (const character of text) ems += width(character)
  return ems * size
}

const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}]/u

/** A text with a square for every character that the typeface lacks, and without those that show nothing alone. */
export const drawable = (text: string) =>
  Array.from(text, (character) =>
    fonts().regular.has(character) ? character : UNSEEN.test(character) ? '' : '□'
  ).join('')
