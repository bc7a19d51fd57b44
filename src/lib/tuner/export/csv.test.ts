import { expect, test } from 'vitest'
import { csvRow } from './csv'

test('a record ends in CR and LF, and its numbers have a decimal point and all digits', () => {
  expect(csvRow(['hot', 0.1 + 0.2, 1e-9, 12345678.5])).toBe('hot,0.30000000000000004,1e-9,12345678.5\r\n')
})

test('an unknown value is an empty field, and no number is written as a word', () => {
  expect(csvRow([null, NaN, Infinity, 0])).toBe(',,,0\r\n')
})

test('a text with a comma, a quote or a line break is quoted, with its own quotes doubled', () => {
  expect(csvRow(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n')
})

test('a name that a spreadsheet could read as a formula is marked as text, and a negative number is not', () => {
  expect(csvRow(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', -1.5])).toBe("'=1+1,'+1,'-1,'@SUM(A1),'\tx,-1.5\r\n")
  expect(csvRow(["a;=cmd|' /C calc'!A0", '＝1'])).toBe("a;'=cmd|' /C calc'!A0,'＝1\r\n")
  expect(csvRow(['=HYPERLINK("x","y")'])).toBe('"\'=HYPERLINK(""x"",""y"")"\r\n')
})
