import { MAX_NAME } from '$lib/core/scenario'

/**
 * What would end a name in a link, break a line, turn the reading direction of the text around it, or has no place in
 * XML or HTML.
 */
const UNFIT = /[:,\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]+/gu
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * A key's name as it is kept: trimmed, at most MAX_NAME characters (code points), without colon, comma or
 * control characters, and whole Unicode, so that it comes through a URL unchanged. May come out empty.
 */
export function cleanName(text: string): string {
  // Four times the limit leaves room for what is thrown out, and bounds the work.
  const fit = text
    .trim()
    .slice(0, 4 * MAX_NAME)
    .replace(UNFIT, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .trim()
  return cut(fit, MAX_NAME)
}

/** The name itself, or with the first number from 2 on that no other has: "hot 2". */
export function uniqueName(name: string, taken: readonly string[]): string {
  let unique = name
  for (let n = 2; taken.includes(unique); n++) unique = `${cut(name, MAX_NAME - ` ${n}`.length)} ${n}`
  return unique
}

function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : characters.slice(0, most).join('').trim()
}
