import fc, { type Scheduler } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as broken from '../../../tests/support/broken-defences'
import { memoryStore } from '../../../tests/support/memory-store'
import { coalescing, fencedWrite, lockOf, lockOnMiss, versionedWrite, xfetch } from '.'

const KEY = 'page'
const LOCK = lockOf(KEY)

/** A store, rebuilds and a clock whose steps come in an order that fast-check chooses. */
function world(s: Scheduler) {
  const clock = { now: 0 }
  const step = (what: string) => s.schedule(Promise.resolve(), what)
  const memory = memoryStore(() => clock.now, step)
  const seen = { inFlight: 0, most: 0, version: 0 }
  /** The database: its values are numbered in the order in which they were read. */
  const rebuild = async () => {
    await step('rebuild starts')
    const version = ++seen.version
    seen.most = Math.max(seen.most, ++seen.inFlight)
    await step('rebuild ends')
    seen.inFlight--
    return String(version)
  }
  let tokens = 0
  return {
    ...memory,
    all: <T extends readonly unknown[] | []>(calls: T) => s.waitFor(Promise.all(calls)),
    clock,
    step,
    seen,
    rebuild,
    token: () => `token ${++tokens}`,
    pause: () => step('pause'),
    /** Values that were written over a newer one. */
    older: () => {
      const values = memory.writes.filter(({ key }) => key === KEY).map(({ value }) => Number(value))
      return values.filter((value, i) => i > 0 && value < values[i - 1])
    }
  }
}
type World = ReturnType<typeof world>

const callers = <T>(count: number, call: (place: number) => Promise<T>) =>
  Array.from({ length: count }, (_, place) => call(place))

/**
 * A mended defence keeps its promise in every order that fast-check tries; of a broken one it finds an order that breaks
 * it. `perform` expects what is promised.
 */
async function keeps(promise: boolean, perform: (w: World) => Promise<void>, numRuns = 300) {
  const property = fc.asyncProperty(fc.scheduler(), (s) => perform(world(s)))
  if (promise) return fc.assert(property, { numRuns, seed: 1 })
  const { errorInstance } = await fc.check(property, { numRuns, seed: 1 })
  expect(errorInstance).toMatchObject({ name: 'AssertionError' })
}

function oneAtATime(w: World, values: string[]) {
  expect(values.every((value) => Number(value) >= 1)).toBe(true)
  expect(w.seen.most).toBe(1)
  expect(w.older()).toEqual([])
}

const each = <T>(cases: Record<string, [defence: T, keeps: boolean]>) => Object.entries(cases)

describe('lock on miss, in any order of steps', () => {
  const withLock = (w: World) => ({ ...w, ttl: 60, lockTtl: 30 })

  it.each(each({ mended: [lockOnMiss, true], 'losers rebuild': [broken.losersRebuild, false] }))(
    '%s: at most one rebuild is in flight, no older value overwrites a newer one, everybody gets a value',
    async (_, [defence, expected]) => {
      await keeps(expected, async (w) => {
        const values = await w.all(callers(4, () => defence(withLock(w), KEY, w.rebuild)))
        oneAtATime(w, values)
      })
    }
  )

  it.each(each({ mended: [lockOnMiss, true], 'the holder does not look again': [broken.looksOnce, false] }))(
    '%s: one rebuild for all callers, however late they get the lock',
    async (_, [defence, expected]) => {
      await keeps(expected, async (w) => {
        await w.all(callers(4, () => defence(withLock(w), KEY, w.rebuild)))
        expect(w.seen.version).toBe(1)
      })
    }
  )

  it('goes on when the holder dies, once its lock has run out', async () => {
    await keeps(true, async (w) => {
      let died = false
      const rebuild = () => {
        if (died) return w.rebuild()
        died = true
        void w.step('the lock runs out').then(() => w.lapse(LOCK))
        return new Promise<string>(() => {})
      }
      await w.all([
        new Promise<void>((resolve) => {
          let ended = 0
          for (const call of callers(4, () => lockOnMiss(withLock(w), KEY, rebuild)))
            void call.then(() => ++ended === 3 && resolve())
        })
      ])
      expect(w.seen.most).toBe(1)
      expect(w.peek(LOCK)).toBeNull()
    })
  })

  it('frees the lock when the rebuild fails', async () => {
    const { store, peek } = memoryStore(() => 0)
    const options = { store, ttl: 60, lockTtl: 30, token: () => 'token', pause: async () => {} }
    const fails = () => Promise.reject(new Error('the database is down'))
    await expect(lockOnMiss(options, KEY, fails)).rejects.toThrow('the database is down')
    expect(peek(LOCK)).toBeNull()
  })

  it.each([true, false])('by token: %s; a caller then deletes only its own lock', async (byToken) => {
    await keeps(byToken, async (w) => {
      const defence = byToken ? lockOnMiss : broken.deletesBlindly(w.deleteBlindly)
      void w.step('the lock runs out').then(() => w.lapse(LOCK))
      await w.all(callers(3, () => defence(withLock(w), KEY, w.rebuild)))
      for (const { found, token } of w.deletes) expect([null, token]).toContain(found)
    })
  })
})

describe('coalescing, in any order of steps', () => {
  it.each(each({ mended: [coalescing, true], 'registers late': [broken.registersLate, false] }))(
    '%s: at most one rebuild is in flight, no older value overwrites a newer one, everybody gets a value',
    async (_, [defence, expected]) => {
      await keeps(expected, async (w) => {
        const get = defence({ store: w.store, ttl: 60 })
        // They come one after the other, not all in one turn.
        const come = async () => (await w.step('comes'), get(KEY, w.rebuild))
        const values = await w.all(callers(4, come))
        oneAtATime(w, values)
      })
    }
  )

  it.each(each({ mended: [coalescing, true], 'keeps failures': [broken.keepsFailures, false] }))(
    '%s: nobody gets the error of a rebuild that failed before it came',
    async (_, [defence, expected]) => {
      await keeps(expected, async (w) => {
        const get = defence({ store: w.store, ttl: 60 })
        let failed = false
        const fails = async () => {
          await w.rebuild()
          throw new Error('the database is down')
        }
        const first = get(KEY, fails).catch(() => (failed = true))
        const come = async () => {
          await w.step('comes')
          const late = failed
          const error: unknown = await get(KEY, w.rebuild).then(
            () => null,
            (reason) => reason
          )
          if (late) expect(error).toBeNull()
        }
        await w.all([first, ...callers(3, come)])
      })
    }
  )

  it('forgets an error that the store throws at once', async () => {
    const { store } = memoryStore(() => 0)
    let down = true
    const get = coalescing({
      store: {
        ...store,
        get: (key) => {
          if (down) throw new Error('no connection')
          return store.get(key)
        }
      },
      ttl: 60
    })
    const rebuild = async () => 'value'
    await expect(get(KEY, rebuild)).rejects.toThrow('no connection')
    down = false
    expect(await get(KEY, rebuild)).toBe('value')
  })
})

describe('XFetch, in any order of steps', () => {
  /** Draws that reach 0, 0.7, 1.8 and 6 s before expiry, of a rebuild that took 2 s. */
  const DRAWS = [0, 0.3, 0.6, 0.95]
  const TTL = 10

  it.each(each({ mended: [xfetch, true], 'turned sign': [broken.turnedSign, false] }))(
    '%s: refreshes when the paper’s rule says so, and serves nobody an expired value',
    async (_, [defence, expected]) => {
      await keeps(expected, async (w) => {
        w.put(KEY, JSON.stringify({ value: '0', delta: 2, expiry: TTL }), 1000)
        for (const time of [5, 8.5, 9.5, 10.5])
          void w.step(`it is ${time} s`).then(() => (w.clock.now = Math.max(w.clock.now, time)))
        const call = async (place: number) => {
          const random = DRAWS[place % DRAWS.length]
          let read: { expiry: number; delta: number } | null = null
          let rebuilt = false
          const store = {
            ...w.store,
            get: async (key: string) => {
              const text = await w.store.get(key)
              read = text === null ? null : JSON.parse(text)
              if (read) due = w.clock.now - read.delta * Math.log(1 - random) >= read.expiry
              return text
            }
          }
          let due = true
          const rebuild = () => ((rebuilt = true), w.rebuild())
          await defence(
            { store, ttl: TTL, beta: 1, now: () => w.clock.now, random: () => random },
            KEY,
            rebuild
          )
          expect(rebuilt).toBe(due)
        }
        await w.all(callers(4, call))
      })
    }
  )
})

describe('a fenced write, in any order of steps', () => {
  it.each(
    each({
      'by token': [fencedWrite, true],
      'by version': [
        (options: Parameters<typeof versionedWrite>[0], key: string, rebuild: () => Promise<string>) =>
          versionedWrite(options, key, async () => {
            const value = await rebuild()
            return { value, version: Number(value) }
          }),
        true
      ],
      'check, then set': [broken.checksThenSets, false]
    })
  )('%s: no older value overwrites a newer one, though locks run out', async (_, [defence, expected]) => {
    const perform = async (w: World) => {
      for (let i = 0; i < 3; i++) void w.step('the lock runs out').then(() => w.lapse(LOCK))
      const call = async () => {
        for (let i = 0; i < 3; i++) await defence({ ...w, ttl: 60, lockTtl: 30 }, KEY, w.rebuild)
      }
      await w.all(callers(3, call))
      expect(w.older()).toEqual([])
    }
    // Six steps must come in one order, so few schedules break the broken one.
    await keeps(expected, perform, 2000)
  })
})
