import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultScenario } from '#core'
import { applySet } from './batch'
import { originOfParent, readCommand, type Host } from './commands'

const parent = { name: 'the framing window' }
const host: Host = { window: parent, origin: 'https://lms.example' }
const say = (data: unknown, change: { source?: unknown; origin?: string } = {}) =>
  readCommand({ source: parent, origin: 'https://lms.example', data, ...change }, host)
const command = (rest: object) => ({ target: 'xfetch-tuner', version: 1, ...rest })

describe('a command', () => {
  it('is accepted from the framing window and its origin', () => {
    expect(say(command({ command: 'reset' }))).toEqual({ command: 'reset' })
    expect(say(command({ command: 'hello' }))).toEqual({ command: 'hello' })
    expect(say(command({ command: 'theme', theme: 'dark' }))).toEqual({ command: 'theme', theme: 'dark' })
    expect(say(command({ command: 'set', link: '?beta=4' }))).toEqual({ command: 'set', link: '?beta=4' })
    expect(say(command({ command: 'set', fields: { beta: 4, ttl: '5m', keys: {} } }))).toEqual({
      command: 'set',
      fields: { beta: '4', ttl: '5m' }
    })
  })

  it('is refused from another window, and from another origin', () => {
    const reset = command({ command: 'reset' })
    expect(say(reset, { source: { name: 'some other frame' } })).toBeNull()
    expect(say(reset, { source: null })).toBeNull()
    expect(say(reset, { origin: 'https://evil.example' })).toBeNull()
    expect(say(reset, { origin: 'null' })).toBeNull()
  })

  it('is accepted from the framing window with any origin if the browser hides the origin', () => {
    const hidden: Host = { window: parent, origin: null }
    const message = { source: parent, origin: 'null', data: command({ command: 'reset' }) }
    expect(readCommand(message, hidden)).toEqual({ command: 'reset' })
  })

  it('is ignored if it is of another version, for another recipient, or unknown', () => {
    expect(say({ ...command({ command: 'reset' }), version: 2 })).toBeNull()
    expect(say({ ...command({ command: 'reset' }), target: 'somebody' })).toBeNull()
    expect(say(command({ command: 'explode' }))).toBeNull()
    expect(say(command({ command: 'theme', theme: 'pink' }))).toBeNull()
    expect(say(command({ command: 'set' }))).toBeNull()
  })

  it('never makes the embed throw, whatever the message', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 3 }), (data) => {
        expect(() => say(data)).not.toThrow()
        expect(() => say({ ...command({ command: 'set' }), fields: data, link: data })).not.toThrow()
      }),
      { numRuns: 3000, seed: 21 }
    )
  })
})

describe('a set', () => {
  const present = { scenario: { ...defaultScenario(), beta: 2, seed: 7 }, pin: null }

  it('with a link shows that link, and keeps nothing of the page before', () => {
    const { scenario } = applySet({ command: 'set', link: '?beta=4' }, present)
    expect(scenario).toEqual({ ...defaultScenario(), beta: 4 })
  })

  it('with a whole address reads what follows its question mark', () => {
    for (const link of [
      'https://x.example/embed?beta=4&ttl=5m#?secret=a',
      '/?beta=4&ttl=5m',
      'beta=4&ttl=5m'
    ])
      expect(applySet({ command: 'set', link }, present).scenario).toEqual({
        ...defaultScenario(),
        beta: 4,
        ttl: 300
      })
  })
})

describe('the origin of the framing page', () => {
  it.each([
    [['https://lms.example', 'https://top.example'], 'https://other.example/x', 'https://lms.example'],
    [undefined, 'https://lms.example/course?id=1', 'https://lms.example'],
    [undefined, '', null],
    [['null'], 'https://lms.example/', null]
  ])('%j and %j make %j', (ancestors, referrer, origin) => {
    expect(originOfParent(ancestors, referrer)).toBe(origin)
  })
})
