import { describe, expect, it } from 'vitest'
import { PROGRAMS, explore, formatSchedule, line, stepsOf, type Program, type Step } from '.'
import { after, begin, isOver, movesOf } from './moves'
import { program as xfetch } from './programs/xfetch'
import type { Bounds, State, Turn } from './world'

type Act = Step['act']

/** A mended program with its steps in another order, and some of them changed. */
function changed(program: Program, order: string, steps: Record<string, Step | Act> = {}): Program {
  const labels = order.split(' ')
  const known = stepsOf(program)
  return {
    ...program,
    holds: false,
    lines: labels.map((label) => line(label, { [label]: steps[label] ?? known.get(label)! }))
  }
}

const [, lock] = PROGRAMS['lock-on-miss']
const [, coalescing] = PROGRAMS.coalescing
const [, fence, version] = PROGRAMS['fenced-write']
const LOCK = 'read lock wait start finish write release'
const COALESCE = 'look join register read start finish write remove'

const write: Act = (t) => t.writeCache()
const gaveUp = (t: Turn) => t.end('gave up')

const log = (base: number) => (x: number) => Math.log(x) / Math.log(base)

/** Each stands for a slip that a reader of the mended code could make. */
const defects: Record<
  string,
  [program: Program, promise: string, shortest: string, bounds?: Partial<Bounds>]
> = {
  'lock: SET without NX': [
    changed(lock, LOCK, {
      lock: (t) => {
        t.state.lock = t.me.token = ++t.state.tokens
        return 'start'
      }
    }),
    'one-rebuild',
    'AAABBB'
  ],
  'lock: the value is written after the lock is deleted': [
    changed(lock, 'read lock wait start finish release write'),
    'no-older-value',
    'AAAAABBBBBBA'
  ],
  'lock: losers wait for the value, and never try the lock again': [
    changed(lock, LOCK, { wait: { when: ({ cache }) => cache !== null, act: () => 'read' } }),
    'no-endless-wait',
    'AABBCCat'
  ],
  'lock: losers delete the lock that they wait for': [
    changed(lock, LOCK, { wait: (t) => (t.deleteLock(), 'read') }),
    'own-lock',
    'AABBB'
  ],
  'lock: SET NX and EXPIRE are two commands, and the holder crashes between them': [
    changed(lock, 'read lock expire wait start finish write release', {
      lock: (t) => (t.takeLock(false) ? 'expire' : 'wait'),
      expire: (t) => {
        t.state.lapses = true
        return 'start'
      }
    }),
    'no-endless-wait',
    'AABBCCa'
  ],
  'lock: losers wait for a while, and then rebuild': [
    changed(lock, LOCK, { wait: { act: () => 'start' } }),
    'one-rebuild',
    'AAABBBB'
  ],
  'lock: losers return nothing': [
    changed(lock, LOCK, { lock: (t) => (t.takeLock() ? 'start' : t.end('served')) }),
    'some-value',
    'AABB'
  ],
  'lock: the holder returns without deleting the lock, which has no expiry': [
    { ...changed(lock, 'read lock wait start finish write'), events: ['value'] },
    'no-endless-wait',
    // B still gets the value. It expires, and C waits for a lock that nobody deletes.
    'AAAAABeCC',
    { lapses: 1, crashes: 0 }
  ],
  'coalescing: the map is keyed by something that each caller has of its own': [
    changed(coalescing, COALESCE, { look: { sync: true, act: () => 'register' } }),
    'one-rebuild',
    'AAAABBBB'
  ],
  'coalescing: an await stands between the look and the registration': [
    changed(coalescing, COALESCE, { look: { act: stepsOf(coalescing).get('look')!.act } }),
    'one-rebuild',
    'ABAAABBB'
  ],
  'coalescing: the entry is deleted before the value is written': [
    changed(coalescing, 'look join register read start finish remove write', {
      read: (t) => (t.readCache() ? 'remove' : undefined),
      remove: (t) => {
        t.state.inFlight[t.me.process] = null
        return t.me.value === null ? t.end('failed') : undefined
      },
      write
    }),
    'no-older-value',
    'AAAAAABBBBBBBA'
  ],
  'coalescing: whoever finds an entry returns the cached value': [
    changed(coalescing, COALESCE, { join: (t) => (t.readCache(), t.end('served')) }),
    'some-value',
    'AABB'
  ],
  'XFetch: β divides': [
    xfetch('', '', {
      code: [''],
      beta: 0.5,
      decides: ({ now, expiry, delta, beta, random }) => now - (delta / beta) * Math.log(1 - random) >= expiry
    }),
    'paper-rule',
    'AA3'
  ],
  'XFetch: the rebuild time is left out': [
    xfetch('', '', {
      code: [''],
      decides: ({ now, expiry, beta, random }) => now - beta * Math.log(1 - random) >= expiry
    }),
    'paper-rule',
    'AA3'
  ],
  'XFetch: > stands where ≥ belongs': [
    xfetch('', '', {
      code: [''],
      decides: ({ now, expiry, delta, beta, random }) => now - delta * beta * Math.log(1 - random) > expiry
    }),
    'paper-rule',
    // A writes at 5 s, and B draws 0 at 15 s.
    'AA3AAABttttB'
  ],
  'XFetch: β is left out': [
    xfetch('', '', {
      code: [''],
      beta: 0.5,
      decides: ({ now, expiry, delta, random }) => now - delta * Math.log(1 - random) >= expiry
    }),
    'paper-rule',
    'AA3'
  ],
  'XFetch: the time to live stands where the expiry belongs': [
    xfetch('', '', {
      code: [''],
      decides: ({ now, delta, beta, random }) => now - delta * beta * Math.log(1 - random) >= 10
    }),
    'paper-rule',
    // Seen only in a value that was written later: B draws 0.95, 10 s before it expires.
    'AA3AAABB3'
  ],
  'XFetch: the logarithm to base 2': [
    xfetch('', '', {
      code: [''],
      decides: ({ now, expiry, delta, beta, random }) => now - delta * beta * log(2)(1 - random) >= expiry
    }),
    'paper-rule',
    // 6.5 s before the expiry of a later value, 0.95 is early for base 2 (8.6 s) and not for base e (6.0 s).
    'AA3AAABtB3'
  ],
  'fence: the token is checked before the rebuild': [
    changed(fence, 'lock check start finish write', {
      check: (t) => (t.readLock() ? undefined : gaveUp(t)),
      write
    }),
    'no-older-value',
    'AAAAtBBBBBA'
  ],
  'fence: the value is set before the token is checked': [
    changed(fence, 'lock start finish write check', { write, check: (t) => void t.readLock() }),
    'no-older-value',
    'AAAtBBBBA'
  ],
  'fence: any lock will do, as all callers use the same token': [
    changed(fence, 'lock start finish write', {
      write: (t) => (t.state.lock !== null ? t.writeCache() : gaveUp(t))
    }),
    'no-older-value',
    'AAAtBBBBA'
  ],
  'fence: the comparison of versions is turned': [
    changed(version, 'lock start finish write', {
      write: (t) => (t.state.cache === null || t.me.value! < t.state.cache ? t.writeCache() : gaveUp(t))
    }),
    'no-older-value',
    'AAAtBBBBA'
  ]
}

describe('one more defect', () => {
  it.each(Object.entries(defects))(
    '%s: a shortest schedule shows it',
    (_, [program, promise, shortest, more]) => {
      const { failures } = explore(program, { ...program.bounds, ...more })
      const [first] = failures
      expect(first?.promise).toBe(promise)
      expect(formatSchedule(first.schedule)).toBe(shortest)
    }
  )
})

describe('states with equal keys', () => {
  /** Schedules and broken promises without keys: only states that are the same in every field are looked at once. */
  function countRaw(program: Program) {
    const known = new Map<string, bigint>()
    const broken = new Set<string>()
    const count = (state: State): bigint => {
      const key = JSON.stringify(state)
      const counted = known.get(key)
      if (counted !== undefined) return counted
      for (const name of state.broken) broken.add(name)
      const moves = movesOf(program, state)
      const paths =
        moves.length === 0 || isOver(state)
          ? 1n
          : moves.reduce((sum, { move }) => sum + count(after(program, state, move).state), 0n)
      known.set(key, paths)
      return paths
    }
    return { schedules: count(begin(program)), broken: [...broken].sort() }
  }

  it.each(
    Object.values(PROGRAMS)
      .flat()
      .map((program) => [`${program.defence} ${program.variant}`, program] as const)
  )('have equal futures: %s has as many schedules when no states are merged', (_, program) => {
    const { schedules, failures } = explore(program)
    const raw = countRaw(program)
    expect(raw.schedules).toBe(schedules)
    for (const name of raw.broken.filter((one) => program.promises.some((promise) => promise === one)))
      expect(failures.map(({ promise }) => promise as string)).toContain(name)
  })
})
