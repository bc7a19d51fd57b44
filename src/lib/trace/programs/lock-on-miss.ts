/** Lock on miss: of all the callers that miss, one takes a lock in the store and rebuilds. */
import { line, variantsOf, type Line, type Program } from '../program'
import type { PromiseName } from '../world'

const READ: Line[] = [
  line('    if value, ok := cache.Get(key); ok {', {
    read: (t) => (t.readCache() ? t.end('served') : undefined)
  }),
  line('        return value'),
  line('    }')
]

const rebuildLine = (code: string) =>
  line(code, { start: (t) => t.startRebuild(), finish: (t) => void t.endRebuild() })
const writeLine = (code: string) => line(code, { write: (t) => t.writeCache() })
const WRITE = writeLine('    cache.Set(key, value, 60*time.Second)')
const RETURN = [line('    return value'), line('}')]

/** Losers of the lock rebuild anyway. */
const losersRebuild: Line[] = [
  line('func Get(key string) Value {'),
  ...READ,
  line('    if !store.SetNX("lock:"+key, me, 30*time.Second) {', {
    lock: (t) => (t.takeLock() ? 'start' : 'start anyway')
  }),
  line('        return rebuild(key)', {
    'start anyway': (t) => t.startRebuild(),
    'finish anyway': (t) => (t.endRebuild(), t.end('served'))
  }),
  line('    }'),
  rebuildLine('    value := rebuild(key)'),
  WRITE,
  line('    store.Del("lock:" + key)', { release: (t) => t.deleteLock() }),
  ...RETURN
]

/** Losers wait until the lock is free or a value is there, and begin again. @param held what the holder does */
const losersWait = (expiry: string, ...held: Line[]): Line[] => [
  line('func Get(key string) Value {'),
  line('  for {'),
  ...READ,
  line(`    if store.SetNX("lock:"+key, me${expiry}) {`, {
    lock: (t) => (t.takeLock(expiry !== '') ? Object.keys(held[0].steps)[0] : 'wait')
  }),
  line('        break'),
  line('    }'),
  line('    waitUntilReleased("lock:" + key)', {
    wait: {
      when: ({ lock, cache }) => lock === null || cache !== null,
      waits: 'the lock to be free',
      act: (t) => {
        t.tell('lock', 'wakes up', 'wakes up and looks again')
        return 'read'
      }
    }
  }),
  line('  }'),
  ...held,
  ...RETURN
]

const EXPIRY = ', 30*time.Second'
const blindly = line('    store.Del("lock:" + key)', { release: (t) => t.deleteLock() })
const ifMine = line('    store.Eval(deleteIfEqual, "lock:"+key, me)', { release: (t) => t.deleteOwnLock() })

const rebuilds = [rebuildLine('    value := rebuild(key)'), WRITE]
/** The value may have come between the look that missed and the lock. */
const looksAgain = [
  line('    value, ok := cache.Get(key)', { recheck: (t) => (t.readCache() ? 'release' : undefined) }),
  line('    if !ok {'),
  rebuildLine('        value = rebuild(key)'),
  writeLine('        cache.Set(key, value, 60*time.Second)'),
  line('    }')
]

const PROMISES: PromiseName[] = ['no-endless-wait', 'some-value', 'own-lock']
const KEPT: PromiseName[] = ['one-rebuild', 'no-older-value', ...PROMISES]

const program = variantsOf({
  defence: 'lock-on-miss',
  language: 'go',
  events: ['lock', 'value', 'crash'],
  promises: KEPT,
  bounds: { callers: 3, processes: 1, lapses: 0, crashes: 0, failures: 0 }
})

export const lockOnMiss: Program[] = [
  program('broken', 'Losers rebuild anyway', losersRebuild, {
    promises: ['one-rebuild', 'no-older-value', 'no-endless-wait', 'some-value']
  }),
  program('mended', 'Losers wait and look again', losersWait(EXPIRY, ...rebuilds, ifMine), {
    holds: true,
    better: 'recheck',
    bounds: { crashes: 1 }
  }),
  program(
    'no-recheck',
    'A loser gets the lock later, and rebuilds a fresh value',
    losersWait(EXPIRY, ...rebuilds, ifMine),
    { better: 'recheck', promises: [...KEPT, 'no-needless-rebuild'] }
  ),
  program('recheck', 'Better: the holder reads the cache again', losersWait(EXPIRY, ...looksAgain, ifMine), {
    holds: true,
    promises: [...KEPT, 'no-needless-rebuild'],
    bounds: { crashes: 1 }
  }),
  program(
    'blind-delete',
    'The lock is deleted without a look at its token',
    losersWait(EXPIRY, ...rebuilds, blindly),
    { promises: PROMISES, bounds: { lapses: 1 } }
  ),
  program(
    'short-expiry',
    'The lock expires before the rebuild ends',
    losersWait(', time.Second', ...rebuilds, ifMine),
    { promises: ['one-rebuild', ...PROMISES], bounds: { lapses: 1 } }
  ),
  program(
    'no-expiry',
    'The lock never expires, and its holder crashes',
    losersWait('', ...rebuilds, ifMine),
    { promises: ['one-rebuild', ...PROMISES], bounds: { crashes: 1 } }
  )
]
