/** The four defences as code to take away: the mended programs of src/lib/trace, for a store with atomic operations. */
export { coalescing } from './coalescing'
export { fencedWrite, versionedWrite, type Versioned } from './fenced-write'
export { lockOnMiss } from './lock-on-miss'
export { redisStore } from './redis-store'
export { lockOf, type Store } from './store'
export { xfetch } from './xfetch'
