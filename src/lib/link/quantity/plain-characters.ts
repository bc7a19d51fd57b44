/**
 * A text with digits, letters and signs of full width in their common form, with a hyphen for a minus, and without
 * characters that nobody sees: all of these come along when text is copied.
 */
export const plainCharacters = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
