import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { plain, t } from '../sentence'
import { TERMS } from './terms'

/** The meaning of each term in the glossary, whose first column may give a term several names. */
const glossary = Object.fromEntries(
  readFileSync('docs/glossary.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, names, , meaning]) => names.split(', ').map((name) => [name, meaning]))
)

it.each(Object.entries(TERMS))('the glossary has the words of the page for %s', (term, meaning) => {
  expect(glossary[term]).toBe(meaning)
})

it.each(Object.entries(TERMS))('%s is explained in one or two plain sentences', (_, meaning) => {
  expect(meaning).toMatch(/^[A-Z].*\.$/)
  expect(meaning.length).toBeLessThanOrEqual(160)
})

it('a term is a plain word where a sentence becomes text', () => {
  expect(plain([['Half of them are ', t('late'), ', a third ', t('duplicate', 'duplicates'), '.']])).toBe(
    'Half of them are late, a third duplicates.'
  )
})
