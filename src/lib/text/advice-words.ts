/** The advice in words: which β, why, what it saves, and what helps where none is good. */
import {
  type CommonBeta,
  type KeyAdvice,
  PARAMETERS,
  type Remedies,
  type Scenario,
  type Sensitivity,
  type Trial,
  backgroundJob,
  betaToSet,
  log,
  longestLife,
  modelOf,
  strongest
} from '#core'
import { readableQuantity } from '$lib/link/quantity/quantity'
import { beta, n, type Sentence } from './sentence'
import {
  asPercent,
  fullDown,
  fullUp,
  inFull,
  inSeconds,
  list,
  rangeInFull,
  rebuilds,
  secondsDown,
  secondsUp,
  THIN,
  timeInWords
} from './words'

/** A limit as it was typed. */
const exactly = (share: number) => readableQuantity(share, '%')

const named = (scenario: Scenario, places: number[]) => list(places.map((i) => scenario.keys[i].name))
const keysNamed = (scenario: Scenario, places: number[]) =>
  `the ${named(scenario, places)} key${places.length > 1 ? 's' : ''}`

/** The answer, in one sentence: the first thing that anybody reads. */
export function headline(scenario: Scenario, advice: KeyAdvice[], common: CommonBeta | null): Sentence {
  const lost = advice.flatMap((one, i) => (one.beta === null ? [i] : []))
  if (common === null) {
    return [
      `No β ${lost.length === 1 && advice[lost[0]].binding?.kind === 'range' ? 'that can be set ' : ''}protects ${keysNamed(scenario, lost)}${lost.length === 1 ? `: ${obstacle(scenario, lost[0], advice[lost[0]])}` : ''}.`
    ]
  }
  const also: Sentence = lost.length > 0 ? [` No β protects ${keysNamed(scenario, lost)}.`] : []
  if (common.beta === null) {
    const [a, b] = common.classes ?? []
    return a && b
      ? [
          'One β for all keys is no good: set ',
          n(beta(a.beta)),
          ` for ${named(scenario, a.keys)} and `,
          n(beta(b.beta)),
          ` for ${named(scenario, b.keys)}.`,
          ...also
        ]
      : [`One β for ${keysNamed(scenario, common.keys)} is no good: give each its own.`, ...also]
  }
  const whom =
    lost.length > 0 || advice.length > 1
      ? common.keys.length > 1 && lost.length === 0
        ? ` for ${advice.length === 2 ? 'both' : `all ${advice.length}`} keys`
        : ` for ${keysNamed(scenario, common.keys)}`
      : ''
  const value = betaToSet(scenario, common)!
  return [same(scenario.beta, value) ? 'Keep ' : 'Set ', n(beta(value)), `${whom}.`, ...also]
}

const same = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * b

/**
 * What the advised β comes to for its keys, and what β = 1 and the present β cost, in rebuilds an hour.
 * A cheaper β that lets too many expiries through says so.
 * @param ttls lifetime of each key, s
 */
export function gain(
  { late, keys }: Pick<Scenario, 'late' | 'keys'>,
  places: number[],
  best: (Trial | null)[],
  one: (Trial | null)[],
  present: (Trial | null)[],
  ttls: number[]
): Sentence {
  const at = (outcomes: (Trial | null)[]) => {
    const known = places.flatMap((i) => outcomes[i] ?? [])
    if (known.length < places.length) return null
    return {
      keys: known.length,
      beta: known[0].beta,
      cost: known.reduce((sum, { cost }) => sum + cost, 0),
      late: Math.max(...known.map(({ lateShare }) => lateShare))
    }
  }
  const [advised, usual, yours] = [at(best), at(one), at(present)]
  if (!advised) return []
  const others = [
    ...(usual ? [{ name: `${beta(1)} costs `, ...usual }] : []),
    ...(yours && yours.beta !== 1 ? [{ name: `your ${beta(yours.beta)} costs `, ...yours }] : [])
  ].filter((other) => other.beta !== advised.beta)
  const { per, write } = timeInWords(Math.max(advised.cost, ...others.map(({ cost }) => cost)))
  return [
    advised.keys > 1 ? 'The keys then cost ' : 'It then costs ',
    n(write(advised.cost)),
    ` rebuilds ${per}`,
    ...others.flatMap((other, i): Sentence => [
      i === 0 ? '; ' : ', ',
      other.name,
      n(write(other.cost) === write(advised.cost) ? 'about as many' : write(other.cost)),
      other.late > late ? ` but lets ${asPercent(other.late)} of the expiries reach users` : ''
    ]),
    ...price(
      places.map((i) => ({ name: keys[i].name, gap: best[i]!.gapMean ?? 0, ttl: ttls[i] })),
      keys.length > 1
    ),
    advised.late < 1e-9
      ? '. Users hardly ever meet an expired value.'
      : `. At ${beta(advised.beta)}, ${asPercent(advised.late)} of the expiries reach users.`
  ]
}

/** What is paid for it: how early the key that pays most refreshes, and how much of its lifetime that is. */
function price(paid: { name: string; gap: number; ttl: number }[], several: boolean): Sentence {
  const { name, gap, ttl } = paid.reduce((most, one) =>
    one.gap / one.ttl > most.gap / most.ttl ? one : most
  )
  return [
    `. The price: ${several ? `the ${name} key` : 'it'} refreshes `,
    n(inSeconds(gap, 2)),
    ' early on average, ',
    n(asPercent(gap / ttl)),
    ' of its lifetime'
  ]
}

/** Why this β for this key. */
export function reason(scenario: Scenario, place: number, one: KeyAdvice): Sentence {
  // An implementation may bring a lock of its own.
  const { coordination } = modelOf(scenario, scenario.keys[place])
  if (one.beta === null) return []
  const [low, high] = rangeInFull(one.low!, one.high!)
  // Where no β that was tried gives too much away, the largest of them is no bound.
  const bounded = (one.trials.at(-1)?.lifetimeShare ?? Infinity) > scenario.lifetimeBudget
  const bounds: Sentence = [
    bounded ? 'β may lie between ' : 'β may be ',
    n(low + doubt(one)),
    ...(bounded ? [' and ', n(high)] : [' or more']),
    ': below, more than ',
    { number: exactly(scenario.late), of: 'late' },
    ' of the expiries reach users',
    bounded
      ? '; above, one refresh in twenty throws away more than '
      : '; and none that was tried throws away more than ',
    { number: exactly(scenario.lifetimeBudget), of: 'lifetimeBudget' },
    bounded ? ' of the lifetime. ' : ' of the lifetime in one refresh of twenty. '
  ]
  const why: Record<NonNullable<KeyAdvice['reason']>, string> = {
    minimum:
      (coordination === 'coalesce'
        ? 'Raising β saves duplicates between processes'
        : 'Without a lock each refresh starts several rebuilds at once, the fewer the larger β is: raising it saves duplicates') +
      ` until the lost lifetime costs more; at ${beta(one.beta)} the two balance.`,
    late:
      (coordination === 'lock'
        ? 'With a lock there are no duplicates to save: the smallest β that protects is best'
        : 'A larger β would cost more rebuilds than it saves: the smallest that protects is best') +
      (one.basis === 'simulation' ? ', on the safe side of what the simulation can tell apart.' : '.'),
    lifetime: 'Rebuilds would go on falling: what you are ready to give away stops them here.'
  }
  return [...bounds, why[one.reason!]]
}

/** The keys that no β protects, and what stands in the way. */
export function unprotected(scenario: Scenario, advice: KeyAdvice[]): Sentence[] {
  return advice.flatMap((one, i): Sentence[] =>
    one.beta === null
      ? [
          [
            `For the ${scenario.keys[i].name} key ${obstacle(scenario, i, one)}. What helps instead stands below.`
          ]
        ]
      : []
  )
}

/** " (0.89 to 0.99)" where a bound is known from a simulation only. */
function doubt({ basis, lowRange }: KeyAdvice): string {
  if (basis === 'closed form' || lowRange === null || lowRange[0] === lowRange[1]) return ''
  const [from, to] = lowRange
  return to === null
    ? ' (too few cycles to be sure)'
    : ` (${fullDown(from, 2)} to ${fullUp(to, 2)}, simulated)`
}

/** What stands in the way of a key that no β protects. */
export function obstacle(scenario: Scenario, place: number, { binding, low }: KeyAdvice): string {
  const model = modelOf(scenario, scenario.keys[place])
  const late = exactly(scenario.late)
  if (binding === null) return ''
  if (binding.kind === 'range') {
    const { max } = PARAMETERS.beta
    return binding.beta === null
      ? `no β up to ${inFull(max)} is enough, and none above can be set`
      : `it would take ${betaUp(binding.beta)}, and none above ${inFull(max)} can be set`
  }
  if (binding.kind === 'lifetime') {
    const limit = `and your limit is ${exactly(scenario.lifetimeBudget)}`
    if (low === null)
      return `no β protects it that gives less than ${asPercent(binding.share)} of the lifetime away, ${limit}`
    return `it takes ${betaUp(low)}, which gives ${asPercent(binding.share)} of the lifetime away, ${limit}`
  }
  if (model.delta >= model.ttl) return 'a rebuild takes as long as the value lives'
  const life = longestLife(model)
  if (life === 0)
    return 'the store drops the value as soon as it is written: too little of its lifetime is left'
  if (model.delta >= life)
    return `the store keeps the value for ${inSeconds(life)} after a rebuild, and a rebuild takes ${inSeconds(model.delta)}`
  if (model.arrivals.kind === 'burst')
    return `before ${asPercent(binding.share)} of its expiries lies a pause in which no request can refresh in time, and you allow ${late}`
  return `it gets ${inFull(binding.expected, 2)} requests in a lifetime, and needs ${fullUp(-log(scenario.late))} to be late in no more than ${late}`
}

/** "none of them late", or how many where the rebuild time varies. */
const jobLate = ({ late, deltaCv }: Pick<Scenario, 'late' | 'deltaCv'>) =>
  deltaCv > 0 ? `at most ${exactly(late)} of them late` : 'none of them late'

/** How often a job runs: a limit, to the digits that it needs. */
const jobEvery = (every: number) => secondsDown(every, 4)

/** A β that is enough, to two digits. */
const betaUp = (value: number) => `β${THIN}=${THIN}${fullUp(value, 2)}`

/** What would help such a key, each with its figures. */
export function help(
  scenario: Pick<Scenario, 'late' | 'deltaCv'>,
  remedies: Remedies,
  model: { ttl: number }
): { name: string; text: string }[] {
  const { lock, stale, ttl, background } = remedies
  const waits =
    scenario.deltaCv > 0
      ? `at most ${exactly(scenario.late)} of the expiries make anybody wait`
      : 'nobody waits unless no request comes for longer than that'
  return [
    {
      name: 'Serve stale while revalidating',
      text: `for ${secondsUp(stale.seconds, 2)} after expiry; ${waits}, and values get up to ${secondsUp(model.ttl + stale.seconds, 2)} old`
    },
    ...(ttl === 'unknown'
      ? []
      : [
          {
            name: 'A longer TTL',
            text:
              ttl === null
                ? 'none up to ten years helps'
                : ttl.beta === null
                  ? `longer than ${secondsDown(ttl.seconds, 2)} at least, so that pauses fit into it`
                  : `from ${secondsUp(ttl.seconds, 3)} on, with β${THIN}=${THIN}${fullUp(ttl.beta, 4)}`
          }
        ]),
    ...(background
      ? [
          {
            name: 'A background job',
            text: `that refreshes every ${jobEvery(background.every)}, asked for or not: ${rebuilds(background.rebuildsPerHour)}, ${jobLate(scenario)}`
          }
        ]
      : []),
    ...(lock
      ? [
          {
            name: 'A lock, or one rebuild per host',
            text: `does not cure it, but each late refresh starts 1 rebuild and not ${inFull(lock.size)}: ${wastedInstead(lock)}`
          }
        ]
      : [])
  ]
}

/** A rebuild of so many seconds or more is one that somebody would rather have by the clock. */
const LONG = 30

/** A rare value that takes long to make needs no dice: a job makes it before anybody asks. Empty for any other. */
export function byTheClock(scenario: Scenario, place: number): Sentence {
  const key = scenario.keys[place]
  const job = backgroundJob(scenario, key)
  if (job === null || job.rebuildsPerHour >= 1 || modelOf(scenario, key).delta < LONG) return []
  return [
    `So rare and so long a rebuild can do without dice: a background job that refreshes ${scenario.keys.length > 1 ? `the ${key.name} key` : 'it'} every `,
    n(jobEvery(job.every)),
    ` costs ${rebuilds(job.rebuildsPerHour)}, ${jobLate(scenario)}.`
  ]
}

/** The same in one line of plain text, for a comment: "serve stale values for 14 s, …"; '' where there is nothing. */
export function helpInBrief({ stale, ttl, background }: Remedies): string {
  return [
    `serve stale values for ${secondsUp(stale.seconds, 2)} after expiry`,
    ...(ttl !== null && ttl !== 'unknown' && ttl.beta !== null
      ? [`a TTL from ${secondsUp(ttl.seconds, 3)} on`]
      : []),
    ...(background ? [`a job that refreshes every ${jobEvery(background.every)}`] : [])
  ].join(', or ')
}

function wastedInstead({ lockedWasted, wasted }: { lockedWasted: number; wasted: number }): string {
  const { per, write } = timeInWords(Math.max(lockedWasted, wasted))
  return `${write(lockedWasted)} wasted ${per} and not ${write(wasted)}`
}

/** Who pays for one β for all, and what two classes would save. */
export function sharing(scenario: Scenario, advice: KeyAdvice[], common: CommonBeta | null): Sentence[] {
  if (common === null || common.keys.length < 2 || common.beta === null) return []
  const own = common.keys.map((i) => `${scenario.keys[i].name} ${inFull(advice[i].beta!, 4)}`)
  const total = common.extra.reduce((sum, extra) => sum + extra, 0)
  const payer = common.keys[common.extra.indexOf(Math.max(...common.extra))]
  const little = total < 0.005 * common.cost!
  const { per, write } = timeInWords(total)
  const first: Sentence = [
    `Alone, each would have its own: ${list(own)}. One for all costs `,
    n(write(total)),
    ` rebuilds ${per} more${little ? ', next to nothing' : ''}; ${scenario.keys[payer].name} pays most of it, ${write(Math.max(...common.extra))}.`
  ]
  if (!common.classes || common.saved === null) return [first]
  const [a, b] = common.classes
  return [
    first,
    [
      `Two classes, ${beta(a.beta)} for ${named(scenario, a.keys)} and ${beta(b.beta)} for ${named(scenario, b.keys)}, would save `,
      n(write(common.saved)),
      little ? ' of them: not worth a second number.' : ' of them.'
    ]
  ]
}

const INPUTS = { rate: 'request rate', delta: 'rebuild time' }

/** Which input moves the answer most. */
export function moves(one: KeyAdvice, sensitivities: Sensitivity[]): string {
  if (one.beta === null || sensitivities.length === 0) return ''
  const most = strongest(one.beta, sensitivities)
  if (most === null) return 'Half or twice the request rate or the rebuild time leaves it where it is.'
  const alike = (['rate', 'delta'] as const).every((input) => {
    const own = strongest(
      one.beta!,
      sensitivities.filter((other) => other.input === input)
    )
    return own !== null && own.ratio === most.ratio && own.ratio !== Infinity
  })
  if (alike) return 'The request rate and the rebuild time move it alike: measure both well.'
  const changed = `${most.factor > 1 ? 'twice' : 'half'} the ${INPUTS[most.input]}`
  return most.ratio === Infinity
    ? `The ${INPUTS[most.input]} decides: at ${changed} no β is good.`
    : `The ${INPUTS[most.input]} moves it most: measure that one well.`
}

/** The answers with one input halved or doubled, as rows of a table. */
export const sensitivityRows = (one: KeyAdvice, sensitivities: Sensitivity[]) => [
  { label: 'what you entered', ...told(one) },
  ...sensitivities.map((other) => ({
    label: `${other.factor > 1 ? 'twice' : 'half'} the ${INPUTS[other.input]}`,
    ...told(other)
  }))
]

function told({ beta, low, high }: Pick<KeyAdvice, 'beta' | 'low' | 'high'>) {
  const [from, to] =
    low !== null && high !== null && low <= high
      ? rangeInFull(low, high)
      : [low === null ? '–' : fullUp(low, 2), high === null ? '–' : fullDown(high, 2)]
  return { beta: beta === null ? 'none' : inFull(beta, 4), bounds: `${from} to ${to}` }
}
