/** Request coalescing: callers of one process share the promise of the rebuild that is in flight. */
import { line, variantsOf, type Line, type Program, type Step } from '../program'
import { CALLER_NAMES, type Turn } from '../world'

/** @param failed label of the step after a rebuild that fails; null where the caller then ends with the error */
const finish = (failed: string | null): Step => ({
  choices: ({ left }) => (left.failures > 0 ? ['the rebuild succeeds', 'the rebuild fails'] : ['']),
  act: (t) => (t.endRebuild() ? undefined : failed === null ? t.end('failed') : failed)
})

/** Puts a promise into the map of its process. */
function register(t: Turn, what: string) {
  t.state.inFlight[t.me.process] = t.place
  t.tell('map', 'into map', `puts ${what} into the map`)
}

function remove(t: Turn) {
  t.state.inFlight[t.me.process] = null
  t.tell('map', 'out of map', 'removes the entry from the map')
}

/** The promise is registered once it has resolved, and nobody ever looks. */
const registeredLate: Line[] = [
  line('async function get(key) {'),
  line('  const hit = await cache.get(key)', { read: (t) => (t.readCache() ? t.end('served') : undefined) }),
  line('  if (hit) return hit'),
  line('  const value = await rebuild(key)', {
    start: (t) => t.startRebuild(),
    finish: { ...finish(null), sync: true }
  }),
  line('  inFlight.set(key, value)', { register: (t) => register(t, 'the value') }),
  line('  await cache.set(key, value, 60)', { write: (t) => t.writeCache() }),
  line('  inFlight.delete(key)', { remove }),
  line('  return value'),
  line('}')
]

/** What a caller gets that awaits the promise of another: its value, or its error. */
const join: Step = {
  when: ({ callers }, place) => {
    const { at, ended } = callers[callers[place].awaits!]
    return at === null && ended !== 'crashed'
  },
  waits: 'the promise of the caller that rebuilds',
  act: (t) => {
    const leader = t.state.callers[t.me.awaits!]
    t.me.value = leader.value
    const got = leader.ended === 'failed' ? 'the error' : `value ${leader.value}`
    t.tell('map', got, `gets ${got} from the promise of ${CALLER_NAMES[t.me.awaits!]}`)
    return t.end(leader.ended === 'failed' ? 'failed' : 'served')
  }
}

/** Looks into the map on entry. An entry whose rebuild has failed already hands out an old error. */
const look: Step = {
  sync: true,
  act: (t) => {
    const running = t.state.inFlight[t.me.process]
    if (running === null) {
      t.tell('map', 'map empty', 'looks into the map: nothing is in flight')
      return 'register'
    }
    t.tell(
      'map',
      `finds ${CALLER_NAMES[running]}`,
      `looks into the map: the promise of ${CALLER_NAMES[running]} is there`
    )
    t.me.awaits = running
    if (t.state.callers[running].ended === 'failed') t.break('no-old-error')
    return 'join'
  }
}

const registeredFirst = (load: Line[]): Line[] => [
  line('function get(key) {'),
  line('  const running = inFlight.get(key)', { look }),
  line('  if (running) return running', { join }),
  line('  const promise = load(key)'),
  line('  inFlight.set(key, promise)', { register: (t) => register(t, 'its promise') }),
  line('  return promise'),
  line('}'),
  line('async function load(key) {'),
  ...load,
  line('}')
]

const READ_OR = (hit: string) =>
  line('    const hit = await cache.get(key)', { read: (t) => (t.readCache() ? hit : undefined) })
const endOf = (t: Turn) => t.end(t.me.value === null ? 'failed' : 'served')

const removedAlways = registeredFirst([
  line('  try {'),
  READ_OR('remove'),
  line('    if (hit) return hit'),
  line('    const value = await rebuild(key)', { start: (t) => t.startRebuild(), finish: finish('remove') }),
  line('    await cache.set(key, value, 60)', { write: (t) => t.writeCache() }),
  line('    return value'),
  line('  } finally {'),
  line('    inFlight.delete(key)', { remove: (t) => (remove(t), endOf(t)) }),
  line('  }')
])

const removedOnSuccess = registeredFirst([
  READ_OR('remove'),
  line('    if (hit) return forget(key, hit)'),
  line('    const value = await rebuild(key)', { start: (t) => t.startRebuild(), finish: finish(null) }),
  line('    await cache.set(key, value, 60)', { write: (t) => t.writeCache() }),
  line('    return forget(key, value)', { remove: (t) => (remove(t), endOf(t)) })
])

const program = variantsOf({
  defence: 'coalescing',
  language: 'javascript',
  events: ['value'],
  promises: ['one-rebuild', 'no-older-value', 'no-endless-wait', 'some-value', 'no-old-error'],
  bounds: { callers: 3, processes: 1, lapses: 0, crashes: 0, failures: 0 }
})

export const coalescing: Program[] = [
  program('broken', 'Registered after the rebuild, and never consulted', registeredLate),
  program('mended', 'Consulted on entry, registered before any await', removedAlways, {
    holds: true,
    bounds: { failures: 1 }
  }),
  program('kept-on-failure', 'The entry stays when the rebuild fails', removedOnSuccess, {
    bounds: { failures: 1 }
  }),
  program('two-processes', 'Two processes, each with a map of its own', removedAlways, {
    holds: true,
    // Their rebuilds overlap, so that of the slower process can end last and write an older value.
    promises: ['one-rebuild', 'no-endless-wait', 'some-value', 'no-old-error'],
    bounds: { callers: 4, processes: 2 }
  })
]
