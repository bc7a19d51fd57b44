import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../../../tests/support/cpu-time'
import { readParameter } from './quantity'

describe('a field with hostile text', () => {
  it.each([
    'zeros(1e5,1e5)',
    'import({}, {})',
    'import("fs")',
    'f(x)=x',
    'a = 3',
    '[1, 2] * 3 s',
    '{a: 1}.a',
    '"1" * 3 s',
    'constructor * 3 s',
    'cos.constructor("return 1")()',
    '(3).constructor',
    '__proto__ * 1',
    '1 ? 2 : 3',
    '1; 2 s',
    '1 s\n2 s',
    '9^9^9^9',
    '1e400',
    '1e400 * 1 s',
    '5!',
    '170! * 1 s',
    '50 % 3',
    '2 s to h',
    'true * 3',
    'NaN * 3',
    'Infinity * 0',
    'range(1, 1e9)',
    'sqrt()',
    'min()',
    '('.repeat(200) + '1' + ')'.repeat(200),
    '('.repeat(90) + '1' + ')'.repeat(91),
    '-'.repeat(199),
    '9^'.repeat(99) + '9'
  ])('refuses %j', async (text) => {
    expect(await readParameter(text, 'ttl')).toMatchObject({ ok: false })
  })

  it.each(['"1" * 3 s', 'f(1)=1', '[1] * 3 s', 'a - b', '5 kg'])(
    'refuses %j without the calculator',
    (text) => {
      expect(readParameter(text, 'ttl')).toMatchObject({ ok: false })
    }
  )

  it('reads deep parentheses that fit a line', async () => {
    const text = '('.repeat(99) + '1' + ')'.repeat(99) + 's'
    expect(await readParameter(text, 'ttl')).toEqual({ ok: true, value: 1, bare: false })
  })

  it('answers any text quickly, with a finite value or a short sentence', async () => {
    await readParameter('1 * 1 s', 'ttl')
    const piece = fc.constantFrom(
      ...'( ) ( ) + - * / ^ , . 0 1 9 1e9 1e-9 1e400 s ms h min m k M e pi req rps per sqrt( min( max( round( abs('.split(
        ' '
      ),
      ...['µs', ' ', '3 s', '80ms', '1/2', '^-', '((', '))', 'x', 'f(']
    )
    const text = fc.oneof(
      fc.array(piece, { size: 'max', maxLength: 40 }).map((parts) => parts.join('')),
      fc.string()
    )
    let slowest = 0
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('ttl', 'rate', 'deltaCv'), async (text, key) => {
        const started = cpuTime()
        const reading = await readParameter(text, key)
        slowest = Math.max(slowest, cpuTime() - started)
        if (reading.ok) expect(Number.isFinite(reading.value)).toBe(true)
        else expect(reading.reason).toMatch(/^.{5,140}$/u)
      }),
      { numRuns: 5000, seed: 1 }
    )
    expect(slowest).toBeLessThan(1000)
  })
})
