import { describe, expect, it } from 'vitest'
import { modelOf } from '#core'
import { parseRule } from '../rules/rule-parser'
import { useRuleParser } from '../rules/rule-reader'
import { formatLink, parseLink } from './codec'

useRuleParser(parseRule)

const read = (rule: string, more = '') => parseLink(`?rule=${encodeURIComponent(rule)}${more}`)
const notesOf = (rule: string, more = '') => read(rule, more).notes.map(({ message }) => message)

describe('a rule of early refresh', () => {
  it.each([
    'left < 0.2*ttl',
    '(age/ttl)^beta',
    'exp(-beta*left/delta)',
    'exp(-left/(beta*0.1*ttl))',
    'exp(-floor(left)/beta)',
    'min(1, max(0, 1 - left/5)) or left < 1',
    '0 < left < 3 ? 0.5 : 0',
    'not (left > 2) and true'
  ])('is read, and written as it was typed: %s', (text) => {
    const { scenario, notes } = read(text)
    expect(notes).toEqual([])
    expect(scenario.rule).toMatchObject({ kind: 'expression', text })
    expect(parseLink(formatLink(scenario)).scenario).toEqual(scenario)
  })

  it('that is the paper’s is written as no rule at all', () => {
    expect(formatLink(read(' Paper ').scenario)).toBe('')
  })

  it.each([
    ['zeros(1e5,1e5)', 'rule=zeros(1e5,1e5) is refused: zeros is not known in a rule; using paper'],
    ['import("x")', 'rule=import("x") is refused: x is not a number; using paper'],
    [
      'constructor',
      'rule=constructor is refused: constructor is not known in a rule; it knows left, age, ttl, delta, beta, in seconds; using paper'
    ],
    ['left.constructor', /may hold only numbers, left, age/],
    ['f(left) = 1', /may hold only numbers, left, age/],
    ['left < 3 s', /s is not known in a rule/],
    ['exp()', 'rule=exp() is refused: exp takes 1 values; using paper'],
    ['1 +', 'rule=1 + is refused: it cannot be read as an expression; using paper'],
    ['', 'rule= is refused: it is empty; using paper'],
    [`${'('.repeat(1000)}1${')'.repeat(1000)}`, /is refused: it is longer than 200 characters; using paper$/],
    [`${'('.repeat(90)}1${')'.repeat(90)}`, /is refused: it is nested too deep; using paper$/],
    [`${'-'.repeat(190)}1`, /is refused: it is nested too deep; using paper$/]
  ])('is refused by name: %s', (text, why) => {
    const { scenario } = read(text)
    expect(scenario.rule).toEqual({ kind: 'paper' })
    const [says] = notesOf(text)
    if (typeof why === 'string') expect(says).toBe(why)
    else expect(says).toMatch(why)
  })

  it.each([
    [
      'sqrt(left - 1)',
      '&ttl=10s&keys=key:5/s',
      /^rule=sqrt\(left - 1\) is not a number .* before the expiry; using paper$/
    ],
    ['0/0', '', /is not a number .* before the expiry of hot; using paper$/],
    ['log(left - 30)', '', /is not a number .* before the expiry of hot; using paper$/]
  ])('without a value somewhere in the lifetime is refused with the place: %s', (text, more, why) => {
    expect(read(text, more).scenario.rule).toEqual({ kind: 'paper' })
    expect(notesOf(text, more)[0]).toMatch(why)
  })

  it.each([
    ['0', 'rule=0 is 0 everywhere: no request refreshes early'],
    ['left < 0', 'rule=left < 0 is 0 everywhere: no request refreshes early'],
    ['1', 'rule=1 is 1 everywhere: every request refreshes'],
    ['1/0', 'rule=1/0 is 1 everywhere: every request refreshes'],
    ['(age/ttl)^0', 'rule=(age/ttl)^0 is 1 everywhere: every request refreshes']
  ])('that does nothing, or everything, is taken and said: %s', (text, says) => {
    expect(notesOf(text, '&keys=key:5/s')).toEqual([says])
    expect(read(text).scenario.rule.kind).toBe('expression')
  })

  it('that does nothing is said of each of several keys', () => {
    expect(notesOf('0', '&keys=hot:5/s,cold:1/m')).toEqual([
      'rule=0 is 0 everywhere: no request for hot refreshes early',
      'rule=0 is 0 everywhere: no request for cold refreshes early'
    ])
  })
})

/** A rule of 200 characters takes at most 100 operations, at some 2000 places of each lifetime: 0.2 µs to 2 µs each. */
const SOON_MS = 1_000

describe('a hostile rule', () => {
  it.each<[string, string]>([
    ['a matrix', 'zeros(1e5,1e5)'],
    ['a deep nest', `${'('.repeat(1000)}left${')'.repeat(1000)}`],
    ['a deep nest of calls', `${'exp('.repeat(1000)}1${')'.repeat(1000)}`],
    ['as deep as fits', `${'-('.repeat(66)}1${')'.repeat(66)}`],
    ['ten thousand characters', `left${'+left'.repeat(2000)}`],
    ['a long chain of powers', `left${'^left'.repeat(30)}`],
    ['a long chain of choices', 'left?'.repeat(35) + '1' + ':0'.repeat(35)],
    ['import', 'import({}, {override: true})'],
    ['a constructor', 'left.constructor("return 1")()'],
    ['the constructor', 'constructor'],
    ['a prototype', '__proto__'],
    ['a string', '"a"'],
    ['an assignment', 'exp = left'],
    ['a function', 'f(x) = f(x)'],
    ['several statements', 'left; age'],
    ['a unit', 'left to minutes'],
    ['a factorial', '170!'],
    ['a division by zero', 'left/0'],
    ['nothing over nothing', '0/0'],
    ['a huge number', '1e400'],
    ['0 everywhere', '0'],
    ['1 everywhere', '1'],
    ['bytes that are no letters', '\u0000\u202e']
  ])('has a valid scenario and a short answer in bounded time: %s', (_, text) => {
    const started = performance.now()
    const { scenario, notes } = read(text, '&keys=a:1/s,b:2/s,c:3/s,d:4/s,e:5/s,f:6/s')
    expect(performance.now() - started).toBeLessThan(SOON_MS)
    expect(['paper', 'expression']).toContain(scenario.rule.kind)
    for (const { message } of notes) expect(message.length).toBeLessThan(300)
    // What is taken is read back as it was, and every refusal is said.
    if (scenario.rule.kind === 'paper') expect(notes.length).toBeGreaterThan(0)
    else expect(parseLink(formatLink(scenario)).scenario.rule).toEqual(scenario.rule)
  })
})

describe('the options of a cache', () => {
  it('are read with their units, and each is off by default', () => {
    const link =
      '?stale=30s&stale.cold=10m&instances=4&workers=50&jitter=10%25&coord=lock&lockttl=10s&losers=stale&origin=8'
    const { scenario, notes } = parseLink(link)
    expect(notes.map(({ field, kind }) => [field, kind])).toEqual([['origin', 'hint']])
    const [hot, cold] = scenario.keys.map((key) => modelOf(scenario, key))
    expect(hot.options).toEqual({
      stale: 30,
      rule: null,
      instances: 4,
      workers: 50,
      jitter: 0.1,
      lockTtl: 10,
      losers: 'stale',
      origin: 8
    })
    expect(hot.rate).toBe(250)
    expect(cold.options!.stale).toBe(600)
    const usual = parseLink('').scenario
    expect(modelOf(usual, usual.keys[0])).not.toHaveProperty('options')
  })

  it('that concern a lock do nothing without one', () => {
    const { scenario } = parseLink('?lockttl=10s&losers=stale')
    expect(modelOf(scenario, scenario.keys[0])).not.toHaveProperty('options')
  })

  it.each([
    ['jitter=100%25', 'jitter 100 % is above the largest, 99 %; using 99 %'],
    ['workers=2.5', 'workers 2.5 is not a whole number; using 3'],
    ['instances=0', 'instances 0 is below the smallest, 1; using 1'],
    ['losers=run', 'losers=run is not one of wait, stale, rebuild, waitalways; using wait'],
    ['stale=-1s', /^stale/]
  ])('beyond their limits are told: %s', (link, says) => {
    expect(parseLink(`?${link}`).notes[0].message).toMatch(says)
  })
})
