import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsWith, HOSTILE_NAMES } from '../../../../tests/support/snippet-facts'
import { commentText, computedFor, header, lockMilliseconds, waitMilliseconds } from './comment'
import { anyText } from '../../../../tests/support/any-text'

describe('untrusted text in a comment', () => {
  it('keeps an ordinary name and an ordinary link as they are', () => {
    const link = 'https://xfetch.example/?beta=4&ttl=60s&keys=front+page:1000/s,cold:30/m&ttl.cold=10m'
    expect(commentText(link)).toBe(link)
    expect(commentText('front page (cold), 50%')).toBe('front page (cold), 50%')
  })

  it('has all unsafe characters percent-encoded', () => {
    expect(commentText('Prüfung*/')).toBe('Pr%C3%BCfung%2A/')
    expect(commentText("it's !?>")).toBe('it%27s %21?%3E')
  })

  it('has spaces in place of line ends and control characters', () => {
    expect(commentText(' a\r\nb\u2028\0c\n')).toBe('a b c')
  })

  it('stays on its line, and can neither end the comment nor start an escape', () => {
    const plain = /^[A-Za-z0-9 \-._~:/?&=+,;%()]*$/
    const stays = (text: string) => plain.test(commentText(text))
    for (const name of HOSTILE_NAMES) expect([name, stays(name)]).toEqual([name, true])
    const any = anyText({ maxLength: 50 })
    const worst = fc.string({ unit: fc.constantFrom(...'*/]?>\\\r\n\u2028\ud800"`$'), maxLength: 9 })
    fc.assert(fc.property(fc.oneof(any, worst), stays), { seed: 1 })
  })

  it('is followed by a warning where no β protects the key', () => {
    expect(header('#', factsWith({}))).not.toContain('NO BETA')
    expect(header('#', factsWith({ good: false }))).toMatch(
      /^# NO BETA PROTECTS THIS KEY within the limits;.*\n# The link shows what helps instead\.$/m
    )
    const helps = 'serve stale values for 14\u202fs after expiry, or a TTL from 2.3\u202fmin on'
    expect(header('#', factsWith({ good: false, helps }))).toMatch(
      /\n# What helps: serve stale values for 14 s after expiry, or a TTL from 2\.3 min on\.$/
    )
  })

  it('comes after the two lines where Python looks for an encoding, and after fixed words', () => {
    const lines = header('#', factsWith({ name: 'coding: utf-7', url: '/?coding=utf-7' })).split('\n')
    expect(lines.slice(0, 2).join()).not.toContain('coding')
    expect(lines.slice(2)).toEqual(['# The scenario: /?coding=utf-7', '# The key: coding: utf-7'])
  })
})

it('a snippet says what β was computed for', () => {
  expect(computedFor(factsWith({ delta: 0.1 + 0.2, rate: 1 / 3, coordination: 'lock' }))).toBe(
    'TTL 60s, rebuild time 0.3s, requests 0.3333/s, a lock'
  )
})

it('a lock expires after ten rebuild times, and at least a second', () => {
  expect([0.01, 0.25, 3].map((delta) => lockMilliseconds(factsWith({ delta })))).toEqual([1000, 2500, 30_000])
})

it('a caller without the lock looks again after a tenth of the rebuild time, from 5 ms to 1 s', () => {
  expect([0.01, 0.25, 30].map((delta) => waitMilliseconds(factsWith({ delta })))).toEqual([5, 25, 1000])
})
