/**
 * XFetch: each request decides alone, with dice, whether to refresh early. The paper’s line (Vattani, Chierichetti,
 * Lowenstein, VLDB 2015): refresh when now − Δ·β·ln(U) ≥ expiry, with U uniform in (0, 1].
 */
import { line, variantsOf, type Line, type Program } from '../program'
import type { Turn } from '../world'

/**
 * Seconds since the write, at the ticks of the clock. The value is written at 0 s, lives for 10 s and took 2 s. What is
 * written at the first tick expires at the last one.
 */
const TIMES = [5, 8.5, 9.5, 10.5, 15]
const [TTL, DELTA] = [10, 2]
/** Before the first tick, where the value was written that is there at the start. */
const AT_START = -1
/** With a narrow space, at which no line breaks. */
const seconds = (time: number) => `${time}\u202fs`
/** What random() may return, in [0, 1): the first is the least, which one call in 2^53 gets. */
const DRAWS = [0, 0.3, 0.6, 0.95]

interface Asked {
  /** Seconds since the program's first write. */
  now: number
  /** When the value that was read was written, and when it expires. */
  written: number
  expiry: number
  /** How long its rebuild took. */
  delta: number
  beta: number
  /** What random() returned. */
  random: number
}

type Rule = (asked: Asked) => boolean

const spread = (u: number) => -Math.log(u)
/** How far before the expiry the paper’s rule refreshes, s. */
const reach = ({ delta, beta, random }: Asked) => delta * beta * spread(1 - random)
const paper: Rule = (asked) => asked.now + reach(asked) >= asked.expiry

/** The code of a rule, and what it decides. A rule may also fail, as the logarithm of 0 does in many languages. */
export interface Variant {
  code: string[]
  decides: Rule
  /** 1 unless given. A slip in β itself shows only at another. */
  beta?: number
}

const lines = ({ code, decides, beta = 1 }: Variant): Line[] => [
  line('function get(key):'),
  line('    value, delta, expiry = cache.read(key)', {
    read: (t) => (t.readCache() ? undefined : 'start')
  }),
  ...code.slice(0, -1).map((text) => line(`    ${text}`)),
  line(`    ${code.at(-1)}`, {
    decide: {
      choices: () => DRAWS.map((draw) => `random() returns ${draw}`),
      act: (t) => decide(t, decides, beta)
    }
  }),
  line('        start = now()'),
  line('        value = rebuild(key)', {
    start: (t) => t.startRebuild(),
    finish: (t) => void t.endRebuild()
  }),
  line('        cache.write(key, value, now() - start, now() + ttl)', { write: (t) => t.writeCache() }),
  line('    return value')
]

function decide(t: Turn, decides: Rule, beta: number) {
  const written = t.me.written === AT_START ? 0 : TIMES[t.me.written]
  const now = TIMES[t.state.time]
  const asked = { now, written, expiry: written + TTL, delta: DELTA, beta, random: DRAWS[t.choice] }
  const left = asked.expiry - now
  const when = left === 0 ? 'at expiry' : `${seconds(Math.abs(left))} ${left > 0 ? 'before' : 'after'} expiry`
  const refreshes = decides(asked)
  const due = paper(asked)
  t.tell(
    'clock',
    refreshes ? 'refreshes' : 'serves it',
    `draws ${asked.random}, ${when}, and ${refreshes ? 'refreshes' : 'does not refresh'}`
  )
  if (refreshes !== due) {
    t.break('paper-rule')
    t.says += ` The paper’s rule reaches ${seconds(Number(reach(asked).toPrecision(2)))} ahead, and would${due ? '' : ' not'}.`
  }
  if (refreshes) return 'start'
  if (left <= 0) t.break('no-expired-value')
  return t.end('served')
}

const FIRST = 'u = 1 - random()  # in (0, 1]'

const variant = variantsOf({
  defence: 'xfetch',
  language: 'pseudocode',
  events: ['tick'],
  promises: ['paper-rule', 'no-expired-value', 'no-endless-wait'],
  bounds: { callers: 2, processes: 1, lapses: 0, crashes: 0, failures: 0 },
  times: TIMES.map(seconds),
  start: (state) => {
    state.cache = state.reads = 1
    state.written = AT_START
  }
})

export const program = (name: string, title: string, own: Variant, holds = false): Program =>
  variant(name, title, lines(own), {
    holds,
    given: `Value 1 was written at ${seconds(0)}, its rebuild took ${seconds(DELTA)}, and it expires at ${seconds(TTL)}. β is ${own.beta ?? 1}.`
  })

export const xfetch: Program[] = [
  program('broken', 'The sign is turned', {
    code: [FIRST, 'if now() + delta * beta * log(u) >= expiry:'],
    decides: ({ now, expiry, delta, beta, random }) => now - delta * beta * spread(1 - random) >= expiry
  }),
  program(
    'mended',
    'The paper’s line',
    { code: [FIRST, 'if now() - delta * beta * log(u) >= expiry:'], decides: paper },
    true
  ),
  program('age', 'Δ is the age of the value', {
    code: [FIRST, 'age = now() - (expiry - ttl)', 'if now() - age * beta * log(u) >= expiry:'],
    decides: ({ now, written, expiry, beta, random }) =>
      now + (now - written) * beta * spread(1 - random) >= expiry
  }),
  program('whole-seconds', 'The clock shows whole seconds', {
    code: [FIRST, 'if floor(now()) - delta * beta * log(u) >= expiry:'],
    decides: ({ now, ...rest }) => paper({ now: Math.floor(now), ...rest })
  }),
  program('zero', 'U may be 0', {
    code: ['u = random()  # in [0, 1)', 'if now() - delta * beta * log(u) >= expiry:'],
    decides: ({ random, ...rest }) => paper({ random: 1 - random, ...rest })
  }),
  program('clamped', 'A β below 1 is raised to 1', {
    code: ['beta = max(1, 0.5)', FIRST, 'if now() - delta * beta * log(u) >= expiry:'],
    beta: 0.5,
    decides: ({ beta, ...rest }) => paper({ beta: Math.max(1, beta), ...rest })
  })
]
