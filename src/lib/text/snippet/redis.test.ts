import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { has, run } from '../../../../tests/support/at-hand'
import { startRedis } from '../../../../tests/support/redis'
import { factsWith } from '../../../../tests/support/snippet-facts'
import { lua } from './languages/lua'
import { typescript } from './languages/typescript'

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

describe.skipIf(!has('redis-server', [5, 0]))('the TypeScript snippet with a lock in a real Redis', () => {
  const CALLERS = 200
  let redis: Awaited<ReturnType<typeof startRedis>>

  beforeAll(async () => {
    redis = await startRedis()
  }, 20_000)

  afterAll(() => redis.stop())

  it('rebuilds once for 200 callers, though one of them comes late to the lock', async () => {
    // The lock lives for 5 s, far longer than the rebuild here, which takes 10 ms.
    const text = typescript(factsWith({ coordination: 'lock', delta: 0.5 }))
    const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
    const { xfetch } = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`
    )
    const client = await createClient({ socket: { path: redis.socket, tls: false } }).connect()
    const send = (...command: string[]): Promise<unknown> => client.sendCommand(command)
    const store = {
      get: async (key: string) => JSON.parse(((await send('GET', key)) as string | null) ?? 'null'),
      set: (key: string, entry: unknown, seconds: number) =>
        send('SET', key, JSON.stringify(entry), 'EX', `${seconds}`),
      add: async (key: string, value: string, milliseconds: number) =>
        (await send('SET', key, value, 'NX', 'PX', `${milliseconds}`)) !== null,
      remove: (key: string, value: string) =>
        send(
          'EVAL',
          "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1])",
          '1',
          key,
          value
        )
    }
    let rebuilds = 0
    const rebuild = async () => {
      rebuilds++
      await new Promise((resolve) => setTimeout(resolve, 10))
      return rebuilds
    }
    const add: typeof store.add = async (...args) => {
      // It has missed. All others come and go before it asks for the lock.
      const values = await Promise.all(Array.from({ length: CALLERS }, () => xfetch(store, 'page', rebuild)))
      expect(new Set(values)).toEqual(new Set([rebuilds]))
      return store.add(...args)
    }
    for (let expiry = 1; expiry <= 3; expiry++) {
      await send('DEL', 'page')
      expect(await xfetch({ ...store, add }, 'page', rebuild)).toBe(expiry)
      expect(rebuilds).toBe(expiry)
    }
    await client.close()
  })
})
