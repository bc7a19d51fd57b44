/** What each term of the page means, for readers who tap it. A test holds docs/glossary.md to the same words. */
export const TERMS = {
  ttl: 'How long a stored value may be served, from the moment it was written.',
  delta: 'The rebuild time: how long it takes to compute a value and store it.',
  beta: 'The one setting of XFetch. A larger β refreshes earlier; with β = 0 a value just expires.',
  rate: 'Requests for one key, from all processes together.',
  expiry: 'The moment from which a stored value is no longer served.',
  rebuild: 'Computing a value anew and storing it. It takes the rebuild time, Δ.',
  trigger:
    'A request that would start a rebuild: because the value has expired, or early, by the rule of XFetch.',
  gap: 'How long before expiry the first early refresh starts.',
  window: 'The time before expiry in which early refreshes start. It grows with β and with the rebuild time.',
  cycle:
    'From one refresh of a key to the next. If refreshes do not overlap, each cycle stores one new value.',
  stampede:
    'Many requests find the same value expired, or nearly so, and all rebuild it at the same time. One rebuild would have been enough.',
  'stampede size': 'How many rebuilds start in one cycle: the first one and its duplicates.',
  duplicate:
    'A rebuild that starts while another rebuild of the same key is running. Its result is not needed.',
  late: 'A refresh is late when the value expires before the new one is stored. Users then wait, or get nothing fresh.',
  missed: 'No request came in time to refresh the value early, so it expired.',
  'late limit': 'The largest share of refreshes that may be late. You set it.',
  needed:
    'The rebuilds that a plain TTL with a perfect lock would make: one for each lifetime that somebody asks for.',
  wasted: 'Rebuilds beyond the needed ones: duplicates and premature ones.',
  premature:
    'Wasted rebuilds that are not duplicates. Each early refresh throws away the rest of a lifetime, so more rebuilds are needed in an hour.',
  'lifetime budget':
    'The largest share of its lifetime that a value may lose to an early refresh, in 19 of 20 refreshes. You set it.',
  hot: 'A key with many requests during one rebuild: rate × rebuild time is well above 1.',
  cold: 'A key with few requests during one rebuild: rate × rebuild time is below 1.',
  coordination:
    'What keeps several requests from rebuilding the same key at once: nothing, one rebuild for each process, or a lock.',
  lock: 'Only one process at a time may rebuild a key.',
  coalesce:
    'Each process runs at most one rebuild of a key at a time. Several processes can still rebuild it at once.',
  cv: 'How much the rebuild time varies: its standard deviation divided by its mean. 0 means that every rebuild takes equally long.',
  stale: 'A value past its expiry. Some caches still serve it for a while, and rebuild it in the background.',
  jitter: 'A random change of each lifetime, so that values written together do not expire together.',
  rule: 'What decides whether a request refreshes early: the chance of it, by the time that is left.',
  left: 'In a rule: seconds until the value expires.',
  age: 'In a rule: seconds since the value was written.',
  instance: 'A process or host with a cache of its own. It does not see what the others store.',
  worker:
    'What carries out a request, such as a thread. While all workers are busy, further requests stand in line.',
  'lock TTL':
    'After so long the lock lapses, even if the rebuild still runs. So a holder that crashed blocks nobody for ever.',
  loser: 'A request that finds the lock taken. It may wait, return the old value, or rebuild all the same.',
  origin: 'The database or service that a rebuild asks. If too many rebuilds run at once, each takes longer.',
  'closed form': 'Figures computed by a formula. No simulation is needed.',
  simulation: 'Figures counted in many simulated cycles. Each has a standard error.',
  'standard error':
    'How far a simulated figure is typically off by chance. ± on this site is one standard error.'
} as const

export type TermName = keyof typeof TERMS
