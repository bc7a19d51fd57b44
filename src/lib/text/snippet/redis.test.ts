import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { has, run } from '../../../../tests/support/at-hand'
import { startRedis } from '../../../../tests/support/redis'
import { factsWith } from '../../../../tests/support/snippet-facts'
import { lua } from './languages/lua'

/** What the fake Redis of lua.test.ts cannot test: Lua 5.1, the real TIME, and what Redis allows in a script. */
describe.skipIf(!has('redis-server', [5, 0]) || !has('redis-cli'))('the Lua snippet in a real Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  const cli = (...args: string[]) => run('redis-cli', ['-s', redis.socket, ...args]).replace(/\n$/, '')
  const script = (...args: (string | number)[]) =>
    cli('--eval', join(redis.folder, 'xfetch.lua'), 'page', ',', ...args.map(String)).split('\n')

  beforeAll(async () => {
    redis = await startRedis()
    writeFileSync(
      join(redis.folder, 'xfetch.lua'),
      lua(factsWith({ name: ']] evil() --[[', coordination: 'lock' }))
    )
  }, 20_000)

  afterAll(() => redis.stop())

  it('rebuilds a missing value, keeps one far from expiry, and refreshes one near it', () => {
    expect(script('get', 1.9, 0.5)).toEqual(['', '1'])
    expect(script('get', 1.9, 0.5)).toEqual(['', '2'])
    expect(Number(cli('PTTL', 'page'))).toBeGreaterThan(0)
    expect(script('set', 'a page', 0.25, 60)).toEqual(['OK'])
    expect(Number(cli('PTTL', 'page'))).toBeGreaterThan(60_000)
    expect(Number(cli('HGET', 'page', 'expiry')) % 1).not.toBe(0)
    // −0.25 · 1.9 · ln u is 17 s for the smallest u, and 77 s at four and a half times that β.
    expect(script('get', 1.9, 2 ** -53)).toEqual(['a page', '0'])
    expect(script('get', 8.4, 2 ** -53)).toEqual(['a page', '1'])
    expect(script('get', 8.4, 2 ** -53)).toEqual(['a page', '0'])
    expect(script('fail')).toEqual(['1'])
    expect(script('get', 8.4, 1)).toEqual(['a page', '0'])
    expect(script('get', 0, 2 ** -53)).toEqual(['a page', '0'])
  })

  it('asks for a rebuild of an expired value, and returns none', async () => {
    script('set', 'a page', 0.25, 0.05)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(script('get', 0, 1)).toEqual(['', '1'])
  })

  it('refuses a draw of 0', () => {
    expect(script('get', 1.9, 0).join()).toContain('u must lie in (0, 1]')
  })
})
