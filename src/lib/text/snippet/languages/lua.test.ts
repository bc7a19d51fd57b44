import { describe, expect, it } from 'vitest'
import { FakeRedis } from '../../../../../tests/support/fake-redis'
import { factsWith } from '../../../../../tests/support/snippet-facts'
import { followsTheRule, TTL } from '../../../../../tests/support/xfetch-rule'
import { lua } from './lua'

const script = lua(factsWith())
const write = (redis: FakeRedis, value: string, delta: number, ttl = TTL) =>
  redis.eval(script, ['page'], ['set', value, delta, ttl])
const read = (redis: FakeRedis, beta: number, u: number) => redis.eval(script, ['page'], ['get', beta, u])

describe('the Lua snippet', () => {
  followsTheRule((beta, draws) => {
    const redis = new FakeRedis()
    return draws.map(({ delta, gap, random }) => {
      write(redis, 'old', delta)
      redis.time += Math.round((TTL - gap) * 1e6)
      const [value, rebuild] = read(redis, beta, 1 - random) as [string | null, number]
      if (value !== (gap > 0 ? 'old' : null) || (rebuild !== 0 && rebuild !== 1))
        throw new Error(`${value}, ${rebuild}`)
      return rebuild === 1
    })
  })

  it('asks the caller to rebuild a missing value', () => {
    expect(read(new FakeRedis(), 1.9, 0.5)).toEqual([null, 1])
  })

  it('stores the value, Δ and the expiry in microseconds, and keeps the key a second longer', () => {
    const redis = new FakeRedis()
    expect(write(redis, 'a page', 0.123456, 90.5)).toBe('OK')
    expect(Object.fromEntries(redis.hashes.get('page')!)).toEqual({
      value: 'a page',
      delta: '0.123456',
      expiry: '1700000090.623456'
    })
    expect(redis.lifetimes.get('page')).toBe(91_500)
  })

  it('can store the longest lifetime of a scenario', () => {
    const redis = new FakeRedis()
    write(redis, 'a page', 1, 315_360_000)
    expect(redis.lifetimes.get('page')).toBe(315_360_001_000)
  })

  it.each([0, -0.5, 1.5, Number.NaN])('refuses a draw of %d', (u) => {
    const redis = new FakeRedis()
    write(redis, 'a page', 0.25)
    expect(() => read(redis, 1.9, u)).toThrow('u must lie in (0, 1]')
  })

  it('shows how to call it with the numbers of the scenario', () => {
    const text = lua(factsWith({ beta: 1.87654, ttl: 90.5, coordination: 'lock', delta: 2 }))
    expect(text).toContain('KEY , get 1.877 U')
    expect(text).toContain('KEY , set VALUE DELTA 90.5\n')
    expect(text).toContain('The lock expires after 20000 ms,')
  })
})

describe.each(['coalesce', 'lock'] as const)('the Lua snippet, with coordination: %s', (coordination) => {
  const script = lua(factsWith({ coordination }))
  const callAs = (redis: FakeRedis, process: string, ...args: (string | number)[]) =>
    redis.eval(script, ['page'], coordination === 'coalesce' ? [...args, process] : args)
  const fifty = (redis: FakeRedis, process: string) =>
    Array.from({ length: 50 }, () => callAs(redis, process, 'get', 1000, 2 ** -53))

  it('tells one of fifty callers to rebuild, and the others to wait where there is no value', () => {
    const redis = new FakeRedis()
    const [first, ...others] = fifty(redis, 'a')
    expect(first).toEqual([null, 1])
    expect(others).toEqual(others.map(() => [null, 2]))
    // Each process has a lock of its own only where it coalesces by itself.
    expect(callAs(redis, 'b', 'get', 1, 0.5)).toEqual([null, coordination === 'coalesce' ? 1 : 2])
    callAs(redis, 'a', 'set', 'new', 0.25, 60)
    expect(callAs(redis, 'a', 'get', 0, 0.5)).toEqual(['new', 0])
  })

  it('lets the others use a valid value while one rebuilds', () => {
    const redis = new FakeRedis()
    callAs(redis, 'a', 'set', 'old', 10, 60)
    const [first, ...others] = fifty(redis, 'a')
    expect(first).toEqual(['old', 1])
    expect(others).toEqual(others.map(() => ['old', 0]))
  })

  it('tells the next caller to rebuild after a failure, or when the lock has expired', () => {
    const redis = new FakeRedis()
    expect(callAs(redis, 'a', 'get', 1, 0.5)).toEqual([null, 1])
    callAs(redis, 'a', 'fail')
    expect(callAs(redis, 'a', 'get', 1, 0.5)).toEqual([null, 1])
    expect(redis.lifetimes.get('page')).toBe(2500)
    redis.time += 2.4e6
    expect(callAs(redis, 'a', 'get', 1, 0.5)).toEqual([null, 2])
    redis.time += 0.2e6
    expect(callAs(redis, 'a', 'get', 1, 0.5)).toEqual([null, 1])
  })
})
