/** A write fenced by a lock token: a rebuild may outlive its lock, and must then not write. */
import { line, variantsOf, type Line, type Program } from '../program'
import type { Turn } from '../world'

const refresh = (...write: Line[]): Line[] => [
  line('def refresh(key):'),
  line('    token = acquire("lock:" + key, ttl=30)', {
    lock: (t) => (t.takeLock() ? undefined : t.end('gave up', 'leaves the refresh to the holder'))
  }),
  line('    if token is None:'),
  line('        return'),
  line('    value = rebuild(key)  # may outlive the lock', {
    start: (t) => t.startRebuild(),
    finish: (t) => void t.endRebuild()
  }),
  ...write
]

const written = (t: Turn, how?: string) => (t.writeCache(how), t.end('wrote'))

const checkThenSet = refresh(
  line('    if store.get("lock:" + key) != token:', {
    check: (t) => (t.readLock() ? undefined : t.end('gave up', 'drops its value'))
  }),
  line('        return'),
  line('    store.set(key, value, ex=60)', { write: (t) => written(t) })
)

const compareAndSet = refresh(
  line('    store.eval(SET_IF_LOCK_IS_MINE, key, value, token)', {
    write: (t) => {
      if (t.readLock()) return written(t, 'compares the lock and writes')
      return t.end('gave up', 'does not write')
    }
  })
)

const ifNewer = refresh(
  line('    store.eval(SET_IF_NEWER, key, value, value.version)', {
    write: (t) => {
      const { cache } = t.state
      if (cache === null || cache < t.me.value!) return written(t, 'compares versions and writes')
      t.tell(
        'cache',
        'refused',
        `offers value ${t.me.value}, which the store refuses: value ${cache} is newer`
      )
      return t.end('gave up')
    }
  })
)

const unfenced = refresh(line('    store.set(key, value, ex=60)', { write: (t) => written(t) }))

const program = variantsOf({
  defence: 'fenced-write',
  language: 'python',
  events: ['lock', 'value', 'crash'],
  promises: ['no-older-value', 'no-endless-wait'],
  bounds: { callers: 3, processes: 1, lapses: 2, crashes: 0, failures: 0 }
})

export const fencedWrite: Program[] = [
  program('broken', 'Compare, then set: two round trips', checkThenSet),
  program('mended', 'Compare and set in one step', compareAndSet, { holds: true }),
  program('version', 'The store compares versions', ifNewer, { holds: true }),
  program('unfenced', 'No check at all', unfenced)
]
