import fc from 'fast-check'

/** Without the 2048 surrogates, which are no characters. */
const LAST = 0x10ffff - 0x800

/**
 * Any character of Unicode. The 'binary' unit of fast-check gives the same, but makes a table of all 1.1 million
 * characters first, which takes 1.5 s in every process.
 */
const character = fc.integer({ min: 0, max: LAST }).map(
  (n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800),
  (text) => {
    const n = (text as string).codePointAt(0)!
    return n < 0xd800 ? n : n - 0x800
  }
)

/** Any text, and now and then one that breaks programs, such as `__proto__`. */
export const anyText = (limits: { minLength?: number; maxLength?: number } = {}) =>
  fc.string({ unit: character, ...limits })
