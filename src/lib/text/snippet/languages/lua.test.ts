import { describe, expect, it } from 'vitest'
import { FakeRedis } from '../../../../../tests/support/fake-redis'
import { factsWith } from '../../../../../tests/support/snippet-facts'
import { followsTheRule, TTL } from '../../../../../tests/support/xfetch-rule'
import { lua } from './lua'

const script = lua(factsWith())
const write = (redis: FakeRedis, value: string, delta: number, ttl = TTL) =>
  redis.eval(script, ['page'], [value, delta, ttl])
const read = (redis: FakeRedis, beta: number, u: number) => redis.eval(script, ['page'], [beta, u])

describe('the Lua snippet', () => {
  followsTheRule((beta, draws) => {
    const redis = new FakeRedis()
    return draws.map(({ delta, gap, random }) => {
      write(redis, 'old', delta)
      redis.time += Math.round((TTL - gap) * 1e6)
      const [value, rebuild] = read(redis, beta, 1 - random) as [string, number]
      if (value !== 'old' || (rebuild !== 0 && rebuild !== 1)) throw new Error(`${value}, ${rebuild}`)
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
    expect(text).toContain('KEY , 1.877 U')
    expect(text).toContain('VALUE DELTA 90.5')
    expect(text).toContain('SET lock:KEY 1 NX PX 20000')
  })
})
