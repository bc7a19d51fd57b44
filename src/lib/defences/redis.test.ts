import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { has } from '../../../tests/support/at-hand'
import * as broken from '../../../tests/support/broken-defences'
import { startRedis } from '../../../tests/support/redis'
import {
  coalescing,
  fencedWrite,
  lockOf,
  lockOnMiss,
  redisStore,
  versionedWrite,
  xfetch,
  type Store
} from '.'

const CALLERS = 200
const ROUNDS = 12
/** Callers on several connections come to Redis in an order that nobody plans. */
const CONNECTIONS = 8

const newToken = () => crypto.randomUUID()
const pause = () => sleep(1 + 4 * Math.random())

/** Counts rebuilds in flight. Each takes its time, and gives the number of its start. */
function database(seconds: () => number = () => 0.01) {
  const seen = { rebuilds: 0, inFlight: 0, most: 0 }
  const rebuild = async () => {
    const version = ++seen.rebuilds
    seen.most = Math.max(seen.most, ++seen.inFlight)
    await sleep(1000 * seconds())
    seen.inFlight--
    return String(version)
  }
  return { seen, rebuild }
}

const each = <T>(cases: Record<string, [defence: T, keeps: boolean]>) => Object.entries(cases)

describe.skipIf(!has('redis-server', [5, 0]))(
  'the defences on a real Redis, with 200 callers at once',
  () => {
    const connect = () => createClient({ socket: { path: redis.socket, tls: false } }).connect()
    let redis: Awaited<ReturnType<typeof startRedis>>
    let clients: Awaited<ReturnType<typeof connect>>[] = []
    let stores: Store[] = []
    /** The first client, for what the test itself does. */
    const send = (...command: string[]): Promise<unknown> => clients[0].sendCommand(command)

    beforeAll(async () => {
      redis = await startRedis()
      clients = await Promise.all(Array.from({ length: CONNECTIONS }, connect))
      stores = clients.map((client) => redisStore((command) => client.sendCommand(command)))
    }, 20_000)

    afterAll(async () => {
      await Promise.all(clients.map((client) => client.close()))
      await redis.stop()
    })

    /** All callers at once, each on a connection. */
    const storm = <T>(call: (store: Store, place: number) => Promise<T>) =>
      Promise.all(Array.from({ length: CALLERS }, (_, i) => call(stores[i % CONNECTIONS], i)))

    let keys = 0
    const newKey = () => `page ${++keys}`

    describe('lock on miss', () => {
      const withLock = (store: Store) => ({ store, ttl: 60, lockTtl: 30, token: newToken, pause })

      it.each(each({ mended: [lockOnMiss, true], 'losers rebuild': [broken.losersRebuild, false] }))(
        '%s: at most one rebuild is in flight, and everybody gets a value',
        async (_, [defence, keeps]) => {
          for (let round = 0; round < ROUNDS; round++) {
            const key = newKey()
            const { seen, rebuild } = database(() => 0.02 * Math.random())
            const values = await storm((store) => defence(withLock(store), key, rebuild))
            expect(values.every((value) => Number(value) >= 1)).toBe(true)
            if (keeps) expect(seen).toMatchObject({ most: 1, rebuilds: 1 })
            else expect(seen.most).toBeGreaterThan(CALLERS / 10)
          }
        }
      )

      it.each(
        each({ mended: [lockOnMiss, true], 'the holder does not look again': [broken.looksOnce, false] })
      )(
        '%s: one rebuild for each expiry, though one caller comes late to the lock',
        async (_, [defence, keeps]) => {
          const key = newKey()
          const { seen, rebuild } = database(() => 0.01 * Math.random())
          for (let expiry = 1; expiry <= ROUNDS; expiry++) {
            await send('DEL', key)
            const setIfAbsent: Store['setIfAbsent'] = async (...args) => {
              // It has missed. All others come and go before it asks for the lock.
              await storm((store) => defence(withLock(store), key, rebuild))
              return stores[0].setIfAbsent(...args)
            }
            const value = await defence(withLock({ ...stores[0], setIfAbsent }), key, rebuild)
            expect(Number(value)).toBe(seen.rebuilds)
            if (keeps) expect(seen).toMatchObject({ most: 1, rebuilds: expiry })
            // A caller of the storm may come late as well.
            else expect(seen.rebuilds).toBeGreaterThanOrEqual(2 * expiry)
          }
        }
      )

      it('goes on when the holder dies, once its lock has run out', async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const key = newKey()
          const { seen, rebuild } = database()
          let ended = 0
          let died = false
          const orDie = () => {
            if (died) return rebuild()
            died = true
            void send('PEXPIRE', lockOf(key), '10')
            return new Promise<string>(() => {})
          }
          await new Promise<void>((resolve, reject) => {
            void storm((store) =>
              lockOnMiss(withLock(store), key, orDie).then(() => ++ended === CALLERS - 1 && resolve(), reject)
            )
          })
          expect(seen.most).toBe(1)
          expect(await send('GET', lockOf(key))).toBeNull()
        }
      })

      it.each([true, false])('by token: %s; a caller then deletes only its own lock', async (byToken) => {
        const remove: Store['deleteIfEqual'] = async (key) => (await send('DEL', key)) === 1
        const defence = byToken ? lockOnMiss : broken.deletesBlindly(remove)
        for (let round = 0; round < ROUNDS; round++) {
          const key = newKey()
          let holders = 0
          let next = () => {}
          const nextHolds = new Promise<void>((resolve) => (next = resolve))
          let first = () => {}
          const firstEnded = new Promise<void>((resolve) => (first = resolve))
          let kept: unknown
          const values = storm(async (store) => {
            let mine = ''
            const token = () => (mine = newToken())
            let isFirst = false
            const value = await defence({ ...withLock(store), token }, key, async () => {
              if (++holders === 1) {
                // A rebuild so slow that its lock runs out, and somebody else takes it.
                isFirst = true
                await send('DEL', lockOf(key))
                await nextHolds
              } else if (holders === 2) {
                next()
                await firstEnded
                kept = (await send('GET', lockOf(key))) === mine
              }
              return 'value'
            })
            if (isFirst) first()
            return value
          })
          expect(new Set(await values)).toEqual(new Set(['value']))
          expect(kept).toBe(byToken)
        }
      })
    })

    describe('coalescing', () => {
      it.each(each({ mended: [coalescing, true], 'registers late': [broken.registersLate, false] }))(
        '%s: at most one rebuild is in flight, and everybody gets a value',
        async (_, [defence, keeps]) => {
          for (let round = 0; round < ROUNDS; round++) {
            const key = newKey()
            const { seen, rebuild } = database(() => 0.01 * Math.random())
            const get = defence({ store: stores[round % CONNECTIONS], ttl: 60 })
            // Some come at once, others while the value is rebuilt or there.
            const values = await storm(async (_, place) => {
              if (place % 2 === 1) await pause()
              return get(key, rebuild)
            })
            expect(values.every((value) => Number(value) >= 1)).toBe(true)
            if (keeps) expect(seen).toMatchObject({ most: 1, rebuilds: 1 })
            else expect(seen.most).toBeGreaterThan(CALLERS / 10)
          }
        }
      )

      it.each(each({ mended: [coalescing, true], 'keeps failures': [broken.keepsFailures, false] }))(
        '%s: who comes after a rebuild that failed does not get its error',
        async (_, [defence, keeps]) => {
          for (let round = 0; round < ROUNDS; round++) {
            const key = newKey()
            const { seen, rebuild } = database()
            const get = defence({ store: stores[round % CONNECTIONS], ttl: 60 })
            const fails = async () => {
              await rebuild()
              throw new Error('the database is down')
            }
            const during = await Promise.allSettled(Array.from({ length: CALLERS }, () => get(key, fails)))
            expect(during.every(({ status }) => status === 'rejected')).toBe(true)
            const later = await Promise.allSettled(Array.from({ length: CALLERS }, () => get(key, rebuild)))
            expect(later.every(({ status }) => status === 'fulfilled')).toBe(keeps)
            expect(seen.most).toBe(1)
          }
        }
      )
    })

    describe('XFetch', () => {
      const [DELTA, TTL] = [2, 10]

      it.each(each({ mended: [xfetch, true], 'turned sign': [broken.turnedSign, false] }))(
        '%s: refreshes when the paper’s rule says so, and serves nobody an expired value',
        async (_, [defence, keeps]) => {
          for (const now of [5, 8, 9, 9.9, 10, 10.5]) {
            const key = newKey()
            await stores[0].set(key, JSON.stringify({ value: 'old', delta: DELTA, expiry: TTL }), 60)
            // No rebuild ends before all callers have decided, so all decide about the same value.
            let decided = 0
            let all = () => {}
            const allDecided = new Promise<void>((resolve) => (all = resolve))
            const decides = () => void (++decided === CALLERS && all())
            const wrong = await storm(async (store, place) => {
              const random = place / CALLERS
              const due = now - DELTA * Math.log(1 - random) >= TTL
              const options = { store, ttl: TTL, beta: 1, now: () => now, random: () => random }
              const value = await defence(options, key, async () => {
                decides()
                await allDecided
                return 'new'
              })
              if (value === 'old') decides()
              return value !== (due ? 'new' : 'old')
            })
            expect(wrong.includes(true)).toBe(!keeps)
          }
        }
      )
    })

    describe('a fenced write', () => {
      type Refresh = typeof fencedWrite
      const byVersion: Refresh = (options, key, rebuild) =>
        versionedWrite(options, key, async () => {
          const value = await rebuild()
          return { value, version: Number(value) }
        })

      /** One in five takes long: a lock runs out meanwhile, and somebody else has time to refresh. */
      const seldomLong = () => (Math.random() < 0.2 ? 20 : 2 * Math.random())

      const slow = (store: Store): Store => {
        const late =
          <A extends unknown[], T>(send: (...args: A) => Promise<T>) =>
          async (...args: A) => (await sleep(seldomLong()), send(...args))
        return {
          ...store,
          set: late(store.set),
          setIfLocked: late(store.setIfLocked),
          setIfNewer: late(store.setIfNewer)
        }
      }

      /** All writes of pages in the order in which Redis did them, those in scripts too. */
      async function watch() {
        const monitor = await connect()
        const writes = new Map<string, number[]>()
        let end = () => {}
        const ended = new Promise<void>((resolve) => (end = resolve))
        await monitor.monitor((text) => {
          const [, key, value] = /"set" "(page \d+)" "(\d+)"/i.exec(String(text)) ?? []
          if (key) writes.set(key, [...(writes.get(key) ?? []), Number(value)])
          if (String(text).includes('"the last command"')) end()
        })
        return async () => {
          await send('ECHO', 'the last command')
          await ended
          monitor.destroy()
          return [...writes.values()]
        }
      }

      it.each(
        each({
          'by token': [fencedWrite, true],
          'by version': [byVersion, true],
          'check, then set': [broken.checksThenSets, false]
        })
      )(
        '%s: no older value overwrites a newer one, though rebuilds outlive their locks',
        async (_, [refresh, keeps]) => {
          const allWrites = await watch()
          let dropped = 0
          let rebuilds = 0
          for (let round = 0; round < ROUNDS; round++) {
            const key = newKey()
            const { seen, rebuild } = database(() => seldomLong() / 1000)
            const wrote = await storm(async (store) => {
              await sleep(60 * Math.random())
              return refresh({ store: slow(store), ttl: 60, lockTtl: 0.004, token: newToken }, key, rebuild)
            })
            rebuilds += seen.rebuilds
            dropped += seen.rebuilds - wrote.filter(Boolean).length
          }
          const writes = await allWrites()
          const older = writes.flatMap((values) =>
            values.filter((value, i) => i > 0 && value < values[i - 1])
          )
          // Values came too late, so that the fence had something to do.
          expect(dropped).toBeGreaterThan(0)
          expect(writes.flat()).toHaveLength(rebuilds - dropped)
          if (keeps) expect(older).toEqual([])
          else expect(older).not.toEqual([])
        }
      )
    })
  }
)
