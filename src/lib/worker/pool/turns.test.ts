import { describe, expect, it, vi } from 'vitest'
import type { Progress, Runner } from '../runner'
import { onceSeen, takingTurns, turnsByLocks } from './turns'

const nothing: Progress = { tallies: [], laws: [], done: 0, total: 0, cycles: 0, seconds: 0 }

/** Locks as a browser keeps them, for one origin. */
function browserLocks(): LockManager {
  const held = new Map<string, Promise<unknown>>()
  return {
    async request(name: string, options: LockOptions, use: (lock: Lock | null) => unknown) {
      if (options.ifAvailable && held.has(name)) return use(null)
      while (held.has(name)) {
        await Promise.race([
          held.get(name),
          new Promise((_, reject) =>
            options.signal?.addEventListener('abort', () => reject(options.signal!.reason))
          )
        ])
      }
      const using = Promise.resolve(use({ name, mode: 'exclusive' }))
      held.set(name, using)
      await using
      held.delete(name)
    }
  } as unknown as LockManager
}

/** Runners that count how many of them live, each run taking until it is told to end. */
function counted() {
  const count = { alive: 0, most: 0, ends: [] as (() => void)[] }
  const create = (): Runner => {
    count.alive++
    count.most = Math.max(count.most, count.alive)
    return {
      run: (_jobs, _progress, signal) =>
        new Promise((resolve, reject) => {
          count.ends.push(() => resolve(nothing))
          signal?.addEventListener('abort', () => reject(signal.reason))
        }),
      close: () => void count.alive--
    }
  }
  return { count, create }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('runners that take turns', () => {
  it('never have more than two workers among ten of them, and all come to their turn', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout'],
      shouldAdvanceTime: true,
      advanceTimeDelta: 20
    })
    const locks = browserLocks()
    const { count, create } = counted()
    const runners = Array.from({ length: 10 }, (_, i) => takingTurns(create, turnsByLocks(locks, i)))
    const runs = runners.map((runner) => runner.run([], () => {}))
    let done = 0
    for (const run of runs) void run.then(() => done++)
    await vi.waitFor(
      async () => {
        for (const end of count.ends.splice(0)) end()
        await vi.advanceTimersByTimeAsync(500)
        expect(done).toBe(10)
      },
      { timeout: 10_000 }
    )
    expect(count.most).toBe(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(count.alive).toBe(0)
    vi.useRealTimers()
  })

  it('have no worker before the page is seen', async () => {
    const { count, create } = counted()
    let show = () => {}
    const seen = new Promise<void>((resolve) => (show = resolve))
    const runner = takingTurns(create, onceSeen(seen, turnsByLocks(undefined, 0)))
    const run = runner.run([], () => {})
    await settled()
    expect(count.alive).toBe(0)
    show()
    await settled()
    expect(count.alive).toBe(1)
    count.ends[0]()
    await expect(run).resolves.toBe(nothing)
    runner.close()
  })

  it('need no turn where the browser refuses locks, as to a frame of an opaque origin', async () => {
    const refused = {
      request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError'))
    } as unknown as LockManager
    const { count, create } = counted()
    const runner = takingTurns(create, turnsByLocks(refused, 0))
    void runner.run([], () => {})
    await settled()
    expect(count.alive).toBe(1)
    runner.close()
    await settled()
    expect(count.alive).toBe(0)
  })

  it('reject what waits when they are closed, and what is aborted', async () => {
    const { create } = counted()
    const never = new Promise<void>(() => {})
    const runner = takingTurns(create, onceSeen(never, turnsByLocks(undefined, 0)))
    const run = runner.run([], () => {})
    runner.close()
    await expect(run).rejects.toThrow('closed')
    const other = takingTurns(create, turnsByLocks(undefined, 0))
    const abort = new AbortController()
    const going = other.run([], () => {}, abort.signal)
    await settled()
    abort.abort(new Error('enough'))
    await expect(going).rejects.toThrow('enough')
    other.close()
  })
})
