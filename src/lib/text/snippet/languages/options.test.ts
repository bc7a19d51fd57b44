import { describe, expect, it } from 'vitest'
import { FakeRedis } from '../../../../../tests/support/fake-redis'
import { has } from '../../../../../tests/support/at-hand'
import { DELTA, draws, facts, ruleOf, RULES, STALE } from '../../../../../tests/support/snippet-options'
import {
  compiled,
  PYTHON_CACHE,
  runPython,
  Shared,
  type Clock
} from '../../../../../tests/support/snippet-programs'
import { BETA, TTL } from '../../../../../tests/support/xfetch-rule'
import type { SnippetFacts } from '../facts'
import { go } from './go'
import { java } from './java'
import { lua } from './lua'
import { php } from './php'
import { python } from './python'
import { typescript } from './typescript'

type XFetch = (store: unknown, key: string, rebuild: () => number | Promise<number>) => Promise<number>
const xfetchOf = (change: Partial<SnippetFacts>, clock: Clock) =>
  compiled<{ xfetch: XFetch }>(typescript(facts(change)), clock).xfetch

describe.each(RULES)('a program refreshes by the rule %s', (text, chance) => {
  const rule = ruleOf(text)

  it('in TypeScript', async () => {
    const clock = { now: 1000, dice: 0 }
    const xfetch = xfetchOf({ rule }, clock)
    for (const { left, dice, due } of draws(chance)) {
      clock.dice = dice
      const store = new Map([['page', { value: 1, delta: DELTA, expiry: clock.now + left }]])
      expect([left, dice, await xfetch(store, 'page', () => 2)]).toEqual([left, dice, due ? 2 : 1])
    }
  })

  it('in Lua', () => {
    const script = lua(facts({ rule }))
    for (const { left, dice, due } of draws(chance)) {
      const redis = new FakeRedis()
      redis.eval(script, ['page'], ['set', 'old', DELTA, TTL])
      redis.time += Math.round((TTL - left) * 1e6)
      expect([left, redis.eval(script, ['page'], ['get', BETA, dice])]).toEqual([left, ['old', due ? 1 : 0]])
    }
  })
})

describe.each(['none', 'coalesce', 'lock'] as const)(
  'with stale values and coordination: %s',
  (coordination) => {
    const stale = STALE

    it('TypeScript serves the old value at once, rebuilds behind it, and waits after the window', async () => {
      const clock = { now: 1000, dice: 0.5 }
      const xfetch = xfetchOf({ stale, coordination }, clock)
      const at = (left: number) =>
        new Shared([['page', { value: 1, delta: DELTA, expiry: clock.now + left }]])
      const store = at(-4)
      let end = () => {}
      const slow = () => new Promise<number>((resolve) => (end = () => resolve(2)))
      expect(await xfetch(store, 'page', slow)).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      end()
      await new Promise((resolve) => setImmediate(resolve))
      expect(store.get('page')).toMatchObject({ value: 2 })
      expect(await xfetch(at(-4), 'page', () => Promise.reject(new Error('down')))).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      expect(await xfetch(at(-6), 'page', () => 2)).toBe(2)
      await expect(xfetch(at(-6), 'page', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    })

    it.skipIf(!has('python3', [3, 8]))(
      'Python starts no thread while a rebuild runs, where one is enough',
      () => {
        const harness = `
import threading, time
started = 0
class Thread(threading.Thread):
    def start(self):
        global started
        started += 1
        super().start()
threading.Thread = Thread
${PYTHON_CACHE}from snippet import xfetch
cache = Cache(page=(1, ${DELTA}, time.time() - 4))
runs, end = threading.Event(), threading.Event()
def slow():
    runs.set()
    end.wait(30)
    return 2
xfetch(cache, "page", slow)
runs.wait(30)
for _ in range(20): assert xfetch(cache, "page", slow) == 1
end.set()
print(started)
`
        expect(Number(runPython(python(facts({ stale, coordination })), harness))).toBe(
          coordination === 'none' ? 21 : 1
        )
      }
    )

    it('Lua returns the old value with the order to rebuild it, and none after the window', () => {
      const script = lua(facts({ stale, coordination }))
      const owner = coordination === 'coalesce' ? ['host'] : []
      const after = (seconds: number) => {
        const redis = new FakeRedis()
        redis.eval(script, ['page'], ['set', 'old', DELTA, TTL, ...owner])
        redis.time += Math.round((TTL + seconds) * 1e6)
        return redis.eval(script, ['page'], ['get', BETA, 0.5, ...owner])
      }
      expect([after(4), after(6)]).toEqual([
        ['old', 1],
        [null, 1]
      ])
    })
  }
)

describe('a program', () => {
  it('in Go imports what it uses, and no more', () => {
    for (const text of ['left < 0.2*ttl', '(age/ttl)^beta'])
      for (const coordination of ['none', 'coalesce', 'lock'] as const) {
        const program = go(facts({ rule: ruleOf(text), stale: 5, coordination }))
        const imports = program.slice(program.indexOf('import (') + 8, program.indexOf(')\n\n// Beta'))
        for (const name of ['math', 'time', 'rand', 'sync', 'errors', 'hex', 'crand'])
          expect([
            text,
            name,
            new RegExp(`(\\b${name} |[/"]${name}")`).test(imports.replace('crypto/rand', ''))
          ]).toEqual([text, name, new RegExp(`\\b${name}\\.[A-Z]`).test(program)])
      }
  })

  it('says what of the cache it does not contain', () => {
    const beyond = ['a pool of 50 workers']
    for (const write of [python, typescript, lua, go, java, php])
      expect(write(facts({ beyond }))).toContain('computed for it: a pool of 50 workers.')
  })

  it('for Symfony has the β of XFetch’s own rule, and says that it serves no stale values', () => {
    const text = php(facts({ rule: ruleOf('left < beta*ttl'), instead: 4.2, stale: 5, beta: 0.1 }))
    expect(text).toContain('XFETCH_BETA = 4.2;')
    expect(text).toContain('stale values, which Symfony does not serve')
  })
})
