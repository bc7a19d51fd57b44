/** Numbers as people write them: with a decimal point or comma, and with digits in groups of three. */

/** A number's text as it may stand in front of a unit; `decimalText` decides what it means. */
export const NUMERAL = String.raw`(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d[\d_'\u2019.,]*|[.,]\d+)`

interface DecimalText {
  /** Digits with at most one point, which `Number` takes. */
  digits: string
  /** What the digits mean if the one separator is of the other kind: 1000 for 1.000. Null where only one reading makes sense. */
  other: string | null
}

const GROUPS: Record<string, RegExp> = {
  ',': /^\d{1,3}(?:,\d{3})+$/,
  '.': /^\d{1,3}(?:\.\d{3})+$/,
  _: /^\d+(?:_\d+)+$/,
  "'": /^\d{1,3}(?:['\u2019]\d{3})+$/,
  ' ': /^\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+$/
}

const ungrouped = (text: string) => text.replace(/\D/g, '')
const isGrouped = (text: string) => Object.values(GROUPS).some((groups) => groups.test(text))

/**
 * What a numeral means, or null where it means nothing. Two different separators, or one that stands more than once,
 * leave one reading. A single comma before exactly three digits sets thousands apart, unless a zero stands in front;
 * any other single separator is the decimal one. 1,200 and 1.200 can be meant either way, so `other` is the second
 * reading; 1.234 looks like a measured value as this tool writes it, and is read as one.
 */
export function decimalText(numeral: string): DecimalText | null {
  const sure = (digits: string): DecimalText => ({ digits, other: null })
  if (/^\d+\.?\d*$|^\.\d+$/.test(numeral)) {
    const [whole, part = ''] = numeral.split('.')
    return {
      digits: numeral,
      other: /^[1-9]\d{0,2}$/.test(whole) && /^\d\d0$/.test(part) ? whole + part : null
    }
  }
  if (/^\d*,\d+$/.test(numeral)) {
    const point = numeral.replace(',', '.')
    return /^[1-9]\d{0,2},\d{3}$/.test(numeral) ? { digits: ungrouped(numeral), other: point } : sure(point)
  }
  if (isGrouped(numeral)) return sure(ungrouped(numeral))
  const [, whole, separator, part] = /^(.*)([.,])(\d*)$/s.exec(numeral) ?? []
  if (whole === undefined || whole.includes(separator) || !isGrouped(whole)) return null
  if (separator === ',' && part === '') return null
  return sure(`${ungrouped(whole)}.${part}`)
}
