import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsWith, HOSTILE_NAMES } from '../../../../tests/support/snippet-facts'
import { commentText, computedFor, guard, header, lockMilliseconds } from './comment'

describe('a stranger’s text in a comment', () => {
  it('keeps an ordinary name and an ordinary link as they are', () => {
    const link = 'https://xfetch.example/?beta=4&ttl=60s&keys=front+page:1000/s,cold:30/m&ttl.cold=10m'
    expect(commentText(link)).toBe(link)
    expect(commentText('front page (cold), 50%')).toBe('front page (cold), 50%')
  })

  it('percent-encodes what is not plain', () => {
    expect(commentText('Prüfung*/')).toBe('Pr%C3%BCfung%2A/')
    expect(commentText("it's !?>")).toBe('it%27s %21?%3E')
  })

  it('has spaces for line ends and control characters', () => {
    expect(commentText(' a\r\nb\u2028\0c\n')).toBe('a b c')
  })

  it('stays on its line and holds nothing that ends a comment or starts an escape', () => {
    const plain = /^[A-Za-z0-9 \-._~:/?&=+,;%()]*$/
    const stays = (text: string) => plain.test(commentText(text))
    for (const name of HOSTILE_NAMES) expect([name, stays(name)]).toEqual([name, true])
    const any = fc.string({ unit: 'binary', maxLength: 50 })
    const worst = fc.string({ unit: fc.constantFrom(...'*/]?>\\\r\n\u2028\ud800"`$'), maxLength: 9 })
    fc.assert(fc.property(fc.oneof(any, worst), stays), { seed: 1 })
  })

  it('is followed by a warning where no β protects the key', () => {
    expect(header('#', factsWith({}))).not.toContain('NO BETA')
    expect(header('#', factsWith({ good: false }))).toMatch(
      /^# NO BETA PROTECTS THIS KEY within the limits;.*\n# What helps instead stands behind the link\.$/m
    )
    const helps = 'serve stale values for 14\u202fs after expiry, or a TTL from 2.3\u202fmin on'
    expect(header('#', factsWith({ good: false, helps }))).toMatch(
      /\n# What helps: serve stale values for 14 s after expiry, or a TTL from 2\.3 min on\.$/
    )
  })

  it('comes after the two lines on which Python looks for an encoding, and after a word of ours', () => {
    const lines = header('#', factsWith({ name: 'coding: utf-7', url: '/?coding=utf-7' })).split('\n')
    expect(lines.slice(0, 2).join()).not.toContain('coding')
    expect(lines.slice(2)).toEqual(['# The scenario: /?coding=utf-7', '# The key: coding: utf-7'])
  })
})

it('says what β was computed for', () => {
  expect(computedFor(factsWith({ delta: 0.1 + 0.2, rate: 1 / 3, coordination: 'lock' }))).toBe(
    'TTL 60s, rebuild time 0.3s, requests 0.3333/s, a lock'
  )
})

it('says where the coordination goes that β was computed with', () => {
  const how = { coalesce: 'a mutex', lock: 'SET NX' }
  expect(guard('  //', factsWith(), how)).toBe('')
  expect(guard('  //', factsWith({ coordination: 'coalesce' }), how)).toMatch(
    /^ {2}\/\/ .* each process: a mutex\.\n/
  )
  expect(guard('  //', factsWith({ coordination: 'lock' }), how)).toMatch(
    /^ {2}\/\/ .* at a time: SET NX\.\n/
  )
})

it('holds a lock for ten rebuild times, and never less than a second', () => {
  expect([0.01, 0.25, 3].map((delta) => lockMilliseconds(factsWith({ delta })))).toEqual([1000, 2500, 30_000])
})
