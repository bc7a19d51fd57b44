import { expect, test } from 'vitest'
import { csvRow } from './csv'

test('a record ends in CR and LF, and has numbers with a point and all their digits', () => {
  expect(csvRow(['hot', 0.1 + 0.2, 1e-9, 12345678.5])).toBe('hot,0.30000000000000004,1e-9,12345678.5\r\n')
})

test('what is not known is an empty field, and no number is a word', () => {
  expect(csvRow([null, NaN, Infinity, 0])).toBe(',,,0\r\n')
})

test('a text with a comma, a quote or a line break stands in quotes, its own quotes doubled', () => {
  expect(csvRow(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n')
})

test('a name that a spreadsheet would take for a formula is a text, but a negative number stays one', () => {
  expect(csvRow(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', -1.5])).toBe("'=1+1,'+1,'-1,'@SUM(A1),'\tx,-1.5\r\n")
  expect(csvRow(["a;=cmd|' /C calc'!A0", '＝1'])).toBe("a;'=cmd|' /C calc'!A0,'＝1\r\n")
  expect(csvRow(['=HYPERLINK("x","y")'])).toBe('"\'=HYPERLINK(""x"",""y"")"\r\n')
})
