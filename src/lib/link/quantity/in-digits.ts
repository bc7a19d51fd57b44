/** Quantities with words, quotes and remarks that leave the value what it is. */

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const NUMBER = new RegExp(`^(?:${NUMBERS.join('|')})(?=\\s)`, 'i')
/** A rebuild time is a mean, a rate that of all, and every measurement about right. */
const ABOUT =
  /^(?:[~\u2248]|(?:about|approx(?:imately)?\.?|around|roughly|circa|ca?\.?(?=[\s\d])|mean|avg\.?|average)(?=[\s:=\d])\s*[:=]?)\s*/i
const REMARK =
  /\s*[([]?(?:\bmean|\bavg\.?|\baverage|\bon average|\bapprox\.?|\bor so|\b(?:in )?total|\boverall)[)\]]?$/i
/** What a sentence, a list or a program leaves round a value that is copied out of it. */
const OUTSIDE = /^["'\u201c\u2018\u00ab([]+|["'\u201d\u2019\u00bb)\]>.,;]{1,4}$/g
const UNIT_IN_BRACKETS = /\s*[([]\s?([a-z\u00b5\u03bc]{1,12})\.?\s?[)\]]?$/i

/**
 * The same in digits and units: half an hour is 0.5 hour, once a minute 1 a minute, and “300 (s)” is 300 s. A text in
 * which nothing is to be replaced comes back as it is.
 */
export const inDigits = (text: string): string =>
  text
    .replace(OUTSIDE, '')
    .replace(ABOUT, '')
    .replace(REMARK, '')
    .replace(UNIT_IN_BRACKETS, ' $1')
    .replace(/^half(?:\s+an?)?(?=\s)|^\u00bd/i, '0.5')
    .replace(/^(\d{1,6})\u00bd/, '$1.5')
    .replace(/^(?:an?|once)(?=\s)|^(?=every\s)/i, '1 ')
    .replace(/^twice(?=\s)/i, '2')
    .replace(NUMBER, (word) => `${NUMBERS.indexOf(word.toLowerCase()) + 1}`)
