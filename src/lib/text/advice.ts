/** The recommendation in full, in words: why this β, what it saves and depends on, and what helps where none is good. */
import {
  type Case,
  type Choice,
  type KeyAdvice,
  type LittleGain,
  type Recommendation,
  type Remedies,
  type Scenario,
  type Sensitivity,
  backgroundJob,
  earliestOf,
  modelOf,
  roundTo,
  strongest,
  totalsOf
} from '#core'
import { betaUp, exactShare, named, obstacle } from './headline'
import { beta, capitalized, n, type Sentence } from './sentence'
import {
  asPercent,
  fullDown,
  fullUp,
  inFull,
  inOneUnit,
  inSeconds,
  list,
  rangeInFull,
  rebuilds,
  secondsDown,
  secondsUp,
  THIN,
  timeInWords
} from './words'

/**
 * What the recommended β comes to for its keys, and what β = 1 and the present β cost, in rebuilds an hour.
 * A cheaper β that lets too many expiries through says so. Empty where there is no gain to speak of.
 */
export function gain({ late, keys }: Pick<Scenario, 'late' | 'keys'>, recommended: Recommendation): Sentence {
  const { set, verb, covers } = recommended
  if (set === null || (verb === 'keep' && set.littleGain)) return []
  const { recommended: advised, one, present } = totalsOf(recommended)
  if (advised === null) return []
  // A β that is kept is the one to speak of.
  const first = verb === 'keep' && present ? present : advised
  const earliest = earliestOf(recommended, first === advised ? 'recommended' : 'present')
  const others = [
    ...(one ? [{ name: `${beta(1)} costs `, ...one }] : []),
    ...(present && present.beta !== 1 ? [{ name: `your ${beta(present.beta)} costs `, ...present }] : []),
    ...(first === advised ? [] : [{ name: `the best, ${beta(advised.beta)}, costs `, ...advised }])
  ].filter((other) => other.beta !== first.beta)
  const { per, write } = timeInWords(Math.max(first.cost, ...others.map(({ cost }) => cost)))
  return [
    `At ${beta(first.beta)} ${covers.length > 1 ? 'the keys cost' : 'it costs'} `,
    n(write(first.cost)),
    ` rebuilds ${per}`,
    ...others.flatMap((other, i): Sentence => [
      i === 0 ? '; ' : ', ',
      other.name,
      n(write(other.cost) === write(first.cost) ? 'about as many' : write(other.cost)),
      other.late > late ? `, but ${asPercent(other.late)} of its refreshes are late` : ''
    ]),
    `. The price: ${keys.length > 1 ? `${keys[earliest.key].name} refreshes` : 'it refreshes'} `,
    n(inSeconds(earliest.seconds, 2)),
    ' early on average, ',
    n(asPercent(earliest.share)),
    ' of its TTL',
    first.late < 1e-9
      ? '. Users hardly ever meet an expired value.'
      : `. ${asPercent(first.late)} of the refreshes are late.`
  ]
}

/** "at half the request rate and twice the rebuild time". */
const changedTo = (change: Case) =>
  (['rate', 'delta'] as const)
    .filter((input) => change[input] !== 1)
    .map((input) => `${change[input] > 1 ? 'twice' : 'half'} the ${INPUTS[input]}`)
    .join(' and ')

/** Whether the recommended β keeps the limits when the inputs are wrong by a factor of two; if not, what breaks it. */
export function holds(scenario: Scenario, { set }: Recommendation): Sentence {
  if (set === null) return []
  const { robust, breaking, littleGain, range, within } = set
  if (littleGain) return [littleInWords(littleGain)]
  const alike = `From ${range.map((end) => inFull(end, 4)).join(' to ')}, β costs at most a minute of rebuild work a day more.`
  if (robust)
    return [
      'It keeps your limits even if the request rate and the rebuild time are half or twice what you entered.',
      within === null && range[1] > range[0] ? ` ${alike}` : ''
    ]
  if (breaking === null) return []
  const { limit, key, share } = breaking
  const whose = scenario.keys.length > 1 ? ` of ${scenario.keys[key].name}` : ''
  const breaks: Sentence =
    limit === 'late'
      ? [
          n(asPercent(share)),
          ` of the refreshes${whose} would be late; you allow `,
          { number: exactShare(scenario.late), of: 'late' }
        ]
      : [
          `one refresh in twenty${whose} would throw away `,
          n(asPercent(share)),
          ' of the TTL; you allow ',
          { number: exactShare(scenario.lifetimeBudget), of: 'lifetimeBudget' }
        ]
  return [
    `It has no room: at ${changedTo(breaking)} `,
    ...breaks,
    '. No β keeps your limits in every such case.'
  ]
}

const littleInWords = ({ because, share, work }: LittleGain) =>
  because === 'work'
    ? `The best β would save ${work > 0.05 ? inSeconds(work, 2) : `less than ${inSeconds(0.05)}`} of rebuild work a day.`
    : `The best β would save ${asPercent(share)} of the rebuilds.`

/** Where one β for all keys is no good: why, what two cost, and how they are set. Empty anywhere else. */
export function apart(
  scenario: Scenario,
  { covers, set, low, high, classes, keys }: Recommendation
): Sentence {
  if (low === null || high === null || set !== null) return []
  const name = (place: number | undefined) => `the ${scenario.keys[place ?? covers[0]].name} key`
  const why: Sentence =
    low > high
      ? [
          `${capitalized(name(covers.find((i) => keys[i].advice!.low === low)))} needs at least `,
          n(betaUp(low)),
          `; ${name(covers.find((i) => keys[i].advice!.high === high))} throws away too much of its TTL above `,
          n(`β${THIN}=${THIN}${fullDown(high, 2)}`),
          '.'
        ]
      : ['One β for all would cost more than half as many rebuilds again.']
  const cost = (classes ?? []).reduce((sum, one) => sum + one.cost, 0)
  const { per, write } = timeInWords(cost)
  return [
    ...why,
    ...(classes ? [' With two, the keys cost ', n(write(cost)), ` rebuilds ${per}.`] : []),
    ' β is an argument of each call: pass every key its own. “Take it away” has the program for each.'
  ]
}

/** Why this β for this key. */
export function reason(scenario: Scenario, place: number, one: KeyAdvice): Sentence {
  // An implementation may bring a lock of its own.
  const { coordination } = modelOf(scenario, scenario.keys[place])
  const { choice } = one
  if (choice === null) return []
  const [low, high] = rangeInFull(one.low!, one.high!)
  const bounds: Sentence = [
    'β ',
    ...(one.bounded
      ? ['from ', n(low + doubt(one)), ' to ', n(high)]
      : ['of ', n(low + doubt(one)), ' or more']),
    ' keeps your limits. Below, more than ',
    { number: exactShare(scenario.late), of: 'late' },
    ' of the refreshes are late',
    one.bounded
      ? '; above, one refresh in twenty throws away more than '
      : '; no β up to 1000 throws away more than ',
    { number: exactShare(scenario.lifetimeBudget), of: 'lifetimeBudget' },
    one.bounded ? ' of the TTL. ' : ' of the TTL in one refresh of twenty. ',
    ...roomIn(choice)
  ]
  const why: Record<NonNullable<KeyAdvice['reason']>, string> = {
    minimum:
      (coordination === 'coalesce'
        ? 'A larger β saves duplicates between processes and throws away more of the TTL'
        : coordination === 'lock'
          ? 'A larger β throws away more of the TTL, and a smaller one leaves no room'
          : 'A larger β saves duplicate rebuilds and throws away more of the TTL') +
      `; at ${beta(choice.beta)} the two balance.`,
    late:
      coordination === 'lock'
        ? 'With a lock there are no duplicates to save, so the smallest of these is best.'
        : 'A larger β costs more rebuilds than it saves, so the smallest of these is best.',
    lifetime: 'A larger β would save more rebuilds; your limit on the TTL stops it here.'
  }
  return [...bounds, choice.littleGain ? littleInWords(choice.littleGain) : why[choice.reason]]
}

/** " β from 0.59 to 4.6 keeps them in all cases": what is left when the inputs may be wrong. */
function roomIn({ robust, limits }: Choice): Sentence {
  if (!robust) return []
  const [low, high] = rangeInFull(...limits)
  return [
    'From ',
    n(low),
    ' to ',
    n(high),
    ' it keeps them with half or twice the request rate and rebuild time, too. '
  ]
}

/** The keys that no β protects, and what stands in the way; of a single key the headline says it. */
export const unprotected = (scenario: Scenario, { unprotected, keys }: Recommendation): Sentence[] =>
  keys.length === 1
    ? []
    : unprotected.map((i) => [
        `XFetch can’t protect ${scenario.keys[i].name}. ${obstacle(scenario, i, keys[i].advice!)} What helps instead stands below.`
      ])

/** " (0.89 to 0.99)" where a bound is known from a simulation only. */
function doubt({ basis, lowRange }: KeyAdvice): string {
  if (basis === 'closed form' || lowRange === null || lowRange[0] === lowRange[1]) return ''
  const [from, to] = lowRange
  if (to !== null && to < 1.03 * from) return ''
  return to === null
    ? ' (too few cycles to be sure)'
    : ` (${fullDown(from, 2)} to ${fullUp(to, 2)}, simulated)`
}

/** Who pays for one β for all, and what two classes would save. */
export function sharing(scenario: Scenario, { covers, set, classes, keys }: Recommendation): Sentence[] {
  if (covers.length < 2 || set === null) return []
  const { extra, cost, saved } = set
  const own = covers.map((i) => `${scenario.keys[i].name} ${inFull(keys[i].advice!.beta!, 4)}`)
  const total = extra.reduce((sum, extra) => sum + extra, 0)
  const most = Math.max(...extra)
  const payer = covers[extra.indexOf(most)]
  const little = total < 0.005 * cost
  const first: Sentence = [
    `Alone, each would have its own β: ${list(own)}. One for all costs `,
    n(rebuilds(total)),
    little ? ' more, next to nothing.' : ` more; ${scenario.keys[payer].name} pays most of it.`
  ]
  if (!classes || saved === null) return [first]
  const [a, b] = classes
  return [
    first,
    [
      `Two values, ${beta(a.beta)} for ${named(scenario, a.keys)} and ${beta(b.beta)} for ${named(scenario, b.keys)}, would save `,
      n(rebuilds(saved)),
      little ? ': not worth a second number.' : '.'
    ]
  ]
}

const INPUTS = { rate: 'request rate', delta: 'rebuild time' }

/** The best β for what was entered, if that were known to be true: what the sensitivities compare with. */
const bestOf = ({ choice }: KeyAdvice) => choice && roundTo(choice.ifExact, 2, Math.round)

/** Which input moves the best β most. */
export function moves(one: KeyAdvice, sensitivities: Sensitivity[]): string {
  const best = bestOf(one)
  if (best === null || sensitivities.length === 0) return ''
  const most = strongest(best, sensitivities)
  if (most === null) return 'Half or twice the request rate or the rebuild time does not change the best β.'
  const alike = (['rate', 'delta'] as const).every((input) => {
    const own = strongest(
      best,
      sensitivities.filter((other) => other.input === input)
    )
    return own !== null && own.ratio === most.ratio && own.ratio !== Infinity
  })
  if (alike) return 'The request rate and the rebuild time move it alike: measure both well.'
  const changed = `${most.factor > 1 ? 'twice' : 'half'} the ${INPUTS[most.input]}`
  return most.ratio === Infinity
    ? `The ${INPUTS[most.input]} decides: at ${changed} no β keeps your limits.`
    : `The ${INPUTS[most.input]} moves it most: measure that one well.`
}

/** The best β if the inputs were known to be these, as rows of a table. */
export const sensitivityRows = (one: KeyAdvice, sensitivities: Sensitivity[]) => [
  { label: 'what you entered', ...answer({ ...one, beta: bestOf(one) }) },
  ...sensitivities.map((other) => ({
    label: `${other.factor > 1 ? 'twice' : 'half'} the ${INPUTS[other.input]}`,
    ...answer(other)
  }))
]

function answer({ beta, low, high }: Pick<KeyAdvice, 'beta' | 'low' | 'high'>) {
  const [from, to] =
    low !== null && high !== null && low <= high
      ? rangeInFull(low, high)
      : [low === null ? '–' : fullUp(low, 2), high === null ? '–' : fullDown(high, 2)]
  return { beta: beta === null ? 'none' : inFull(beta, 4), bounds: `${from} to ${to}` }
}

/** "none of them late", or how many where the rebuild time varies. */
const jobLate = ({ late, deltaCv }: Pick<Scenario, 'late' | 'deltaCv'>) =>
  deltaCv > 0 ? `at most ${exactShare(late)} of them late` : 'none of them late'

/** How often a job runs: a limit, to the digits that it needs. */
const jobEvery = (every: number) => secondsDown(every, 4)

/** What would help such a key, each with its figures; empty where there is nothing to help. */
export function help(
  scenario: Pick<Scenario, 'late' | 'deltaCv'>,
  remedies: Remedies | null,
  model: { ttl: number }
): { name: string; text: string }[] {
  if (remedies === null) return []
  const { lock, stale, ttl, background } = remedies
  const oldest = model.ttl + stale.seconds
  const time = inOneUnit([stale.seconds, oldest])
  const waits =
    scenario.deltaCv > 0
      ? `at most ${exactShare(scenario.late)} of the expiries make anybody wait`
      : 'nobody waits, unless no request comes for even longer'
  return [
    {
      name: 'Serve stale while revalidating',
      text: `for ${time(stale.seconds, 2, 'up')} after expiry; ${waits}, and values get up to ${time(oldest, 2, 'up')} old`
    },
    ...(ttl === 'unknown'
      ? []
      : [
          {
            name: 'A longer TTL',
            text:
              ttl === null
                ? 'no TTL up to ten years helps'
                : ttl.beta === null
                  ? `longer than ${secondsDown(ttl.seconds, 2)}, so that pauses fit into it`
                  : `at least ${secondsUp(ttl.seconds, 3)}, with β${THIN}=${THIN}${fullUp(ttl.beta, 4)}`
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
            text: `does not prevent late refreshes, but cuts waste from ${wastedInstead(lock)}`
          }
        ]
      : [])
  ]
}

/** A rebuild of so many seconds or more is one that somebody would rather have by the clock. */
const LONG = 30

/** A rare value that takes long to make needs no early refresh: a job makes it before anybody asks. Empty for any other. */
export function byTheClock(scenario: Scenario, place: number): Sentence {
  const key = scenario.keys[place]
  const job = backgroundJob(scenario, key)
  if (job === null || job.rebuildsPerHour >= 1 || modelOf(scenario, key).delta < LONG) return []
  return [
    `A rebuild this rare and this long is better done by the clock: a background job that refreshes ${scenario.keys.length > 1 ? key.name : 'it'} every `,
    n(jobEvery(job.every)),
    ` costs ${rebuilds(job.rebuildsPerHour)}, ${jobLate(scenario)}.`
  ]
}

/** The same in one line of plain text, for a comment: "serve stale values for 14 s after expiry, or …"; '' where there is nothing. */
export function helpInBrief({ stale, ttl, background }: Remedies): string {
  const longer = ttl !== null && ttl !== 'unknown' && ttl.beta !== null ? ttl.seconds : null
  return [
    `serve stale values for ${secondsUp(stale.seconds, 2)} after expiry`,
    ...(longer === null ? [] : [`set a TTL of at least ${secondsUp(longer, 3)}`]),
    ...(background ? [`run a job that refreshes every ${jobEvery(background.every)}`] : [])
  ].join(', or ')
}

/** "23 to 9 rebuilds an hour". */
function wastedInstead({ lockedWasted, wasted }: { lockedWasted: number; wasted: number }): string {
  const { per, write } = timeInWords(Math.max(lockedWasted, wasted))
  return `${write(wasted)} to ${write(lockedWasted)} rebuilds ${per}`
}
