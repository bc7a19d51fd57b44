/** How much of a user's text comes back in a note, in characters. */
const ECHO = 40

/**
 * A user's text as a note repeats it: at most 40 characters, on one line, nothing invisible.
 * Notes go into pages and JSON, which do their own escaping.
 */
export function echo(text: string): string {
  // Cut before the regular expression, so that a long text costs no more than a short one.
  const seen = [
    ...text
      .slice(0, 4 * ECHO)
      .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, '·')
      .trim()
  ]
  const whole = text.length <= 4 * ECHO && seen.length <= ECHO
  return whole ? seen.join('') : seen.slice(0, ECHO).join('') + '…'
}
