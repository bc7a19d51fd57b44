import { MAX_NAME } from '#core'

/**
 * What breaks a line, turns the reading direction of the text around it, or has no place in XML or HTML. All else may
 * stand in the name of a key in a cache.
 */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]+/gu
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * The longest name as it is written in a link, in characters. Most characters are written as one, others as three for
 * each byte of UTF-8. Six keys with names of this length, each with a lifetime and a rebuild time of its own, pinned
 * and not, stay below MAX_LINK.
 */
export const MAX_WRITTEN = 288

/** Of a name on a screen, in a figure or on a card, in characters. */
const MAX_SHOWN = 24

/**
 * A key's name as it is kept: trimmed, at most MAX_NAME characters (code points) and MAX_WRITTEN in a link, without
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
  return cut(fit, MAX_NAME, MAX_WRITTEN)
}

/** The name itself, or with the first number from 2 on that no other has: "hot 2". */
export function uniqueName(name: string, taken: readonly string[]): string {
  let unique = name
  for (let n = 2; taken.includes(unique); n++) {
    const more = ` ${n}`
    unique = cut(name, MAX_NAME - more.length, MAX_WRITTEN - encodeURIComponent(more).length) + more
  }
  return unique
}

/**
 * A name as it stands in a URL: what URLSearchParams or a Markdown link would stumble over is percent-encoded, slash
 * and colon stay readable.
 * @param name whole Unicode, as `cleanName` leaves it
 */
export function escapeName(name: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(name)
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, hex)
}

/**
 * The names as people see them, in their order: a long one with its start and its end, "shop:eu-west…:42:summary".
 * Those that would look the same show where they differ, and get their place behind them where that is not enough.
 */
export function shownNames(names: readonly string[]): string[] {
  const short = names.map((name) => shownName(name))
  const shown = short.map((one, i) => {
    const others = names.filter((_, j) => j !== i && short[j] === one)
    return others.length === 0 ? one : aroundDifference(names[i], others)
  })
  return shown.map((one, i) => {
    const place = ` #${i + 1}`
    const alike = shown.filter((other) => other === one).length > 1
    return alike ? shownName(names[i], MAX_SHOWN - place.length) + place : one
  })
}

/** The start of a name and what stands around the first character that another one has otherwise. */
function aroundDifference(name: string, others: readonly string[]): string {
  const START = 5
  const BEFORE = 4
  const characters = [...name]
  const all = others.map((other) => [...other])
  const differs = characters.findIndex((one, i) => all.some((other) => other[i] !== one))
  const from = Math.max(START, (differs < 0 ? characters.length : differs) - BEFORE)
  const rest = characters.slice(from)
  const room = MAX_SHOWN - START - 1
  const end = rest.length > room ? `${rest.slice(0, room - 1).join('')}…` : rest.join('')
  return `${characters.slice(0, START).join('').trimEnd()}…${end}`
}

/** A name with at most so many characters, its middle left out. */
export function shownName(name: string, most = MAX_SHOWN): string {
  const characters = [...name]
  if (characters.length <= most) return name
  const end = Math.floor((most - 1) / 2)
  const start = most - 1 - end
  return `${characters.slice(0, start).join('').trimEnd()}…${characters.slice(-end).join('').trimStart()}`
}

/** The longest start of a name that has so many characters, and so many in a link. */
function cut(text: string, most: number, written: number): string {
  let length = 0
  let kept = ''
  for (const character of [...text].slice(0, most)) {
    length += writtenLength(character)
    if (length > written) break
    kept += character
  }
  return kept.length === text.length ? text : kept.trim()
}

/**
 * As URLSearchParams writes it, which escapes more than we do. A comma, and a backslash before one, take a backslash
 * more in a list of keys.
 */
const writtenLength = (character: string) =>
  character === ',' || character === '\\'
    ? 6
    : /[\w.-]/.test(character)
      ? 1
      : Math.max(3, escapeName(character).length)
