/** The recommendation in full, in words: why this β, what it saves and depends on, and what helps where none is good. */
import {
  type KeyAdvice,
  type Recommendation,
  type Remedies,
  type Scenario,
  type Sensitivity,
  backgroundJob,
  earliestOf,
  edgeOf,
  modelOf,
  strongest,
  totalsOf
} from '#core'
import { betaUp, exactShare, named, obstacle } from './headline'
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

/**
 * What the advised β comes to for its keys, and what β = 1 and the present β cost, in rebuilds an hour.
 * A cheaper β that lets too many expiries through says so. Empty where there is no gain to speak of.
 */
export function gain({ late, keys }: Pick<Scenario, 'late' | 'keys'>, recommended: Recommendation): Sentence {
  const { set, keeps, covers } = recommended
  if (set === null || keeps) return []
  const { cheapest: advised, one, present } = totalsOf(recommended)
  if (advised === null) return []
  const earliest = earliestOf(recommended)
  const others = [
    ...(one ? [{ name: `${beta(1)} costs `, ...one }] : []),
    ...(present && present.beta !== 1 ? [{ name: `your ${beta(present.beta)} costs `, ...present }] : [])
  ].filter((other) => other.beta !== advised.beta)
  const { per, write } = timeInWords(Math.max(advised.cost, ...others.map(({ cost }) => cost)))
  return [
    covers.length > 1 ? 'The keys then cost ' : 'It then costs ',
    n(write(advised.cost)),
    ` rebuilds ${per}`,
    ...others.flatMap((other, i): Sentence => [
      i === 0 ? '; ' : ', ',
      other.name,
      n(write(other.cost) === write(advised.cost) ? 'about as many' : write(other.cost)),
      other.late > late ? ` but lets ${asPercent(other.late)} of the expiries reach users` : ''
    ]),
    `. The price: ${keys.length > 1 ? `the ${keys[earliest.key].name} key` : 'it'} refreshes `,
    n(inSeconds(earliest.seconds, 2)),
    ' early on average, ',
    n(asPercent(earliest.share)),
    ' of its lifetime',
    advised.late < 1e-9
      ? '. Users hardly ever meet an expired value.'
      : `. At ${beta(advised.beta)}, ${asPercent(advised.late)} of the expiries reach users.`
  ]
}

/** What an advised β without room risks, and what it costs to stand back from there; empty where it has room. */
export function room(scenario: Scenario, recommended: Recommendation): Sentence {
  const { cheapest, keeps } = recommended
  const edge = edgeOf(recommended)
  if (cheapest === null || edge === null) return []
  const { leeway, instead } = edge
  const whose = scenario.keys.length > 1 ? ` of the ${scenario.keys[leeway.key].name} key’s` : ' of the'
  const risk: Sentence = [
    'no room: at half the request rate ',
    n(asPercent(leeway.late)),
    `${whose} expiries would reach users`
  ]
  if (keeps && instead !== null && instead !== 'unknown') {
    const spared = instead.more!
    return [
      `The cheapest, ${beta(cheapest.beta)}, would save `,
      n(spared > 0 ? asPercent(spared / (cheapest.cost + spared)) : 'none'),
      ' of the rebuilds and leaves ',
      ...risk,
      '.'
    ]
  }
  const but: Sentence = [`But ${beta(cheapest.beta)} leaves `, ...risk]
  if (instead === 'unknown') return [...but, '.']
  if (instead === null) return [...but, ', and within your limits no β has more.']
  const { per, write } = timeInWords(cheapest.cost)
  const more: Sentence =
    instead.more === null ? [] : [' and costs ', n(write(instead.more)), ` rebuilds ${per} more`]
  return [...but, `. ${beta(instead.beta)} has room`, ...more, '.']
}

/** Where one β for all keys is no good: why, what two cost, and how they are set. Empty anywhere else. */
export function apart(
  scenario: Scenario,
  { covers, cheapest, low, high, classes, keys }: Recommendation
): Sentence {
  if (low === null || high === null || cheapest !== null) return []
  const name = (place: number | undefined) => `the ${scenario.keys[place ?? covers[0]].name} key`
  const why: Sentence =
    low > high
      ? [
          `Because ${name(covers.find((i) => keys[i].advice!.safe === low))} is protected only from `,
          n(betaUp(low)),
          ` on, and ${name(covers.find((i) => keys[i].advice!.high === high))} gives too much of its lifetime away above `,
          n(`β${THIN}=${THIN}${fullDown(high, 2)}`),
          '.'
        ]
      : ['Because one for all would cost more than half as many rebuilds again.']
  const cost = (classes ?? []).reduce((sum, one) => sum + one.cost, 0)
  const { per, write } = timeInWords(cost)
  return [
    ...why,
    ...(classes ? [' Apart they cost ', n(write(cost)), ` rebuilds ${per}.`] : []),
    ' β goes with each call: pass every key its own; Take it away, below, has the program for each.'
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
    { number: exactShare(scenario.late), of: 'late' },
    ' of the expiries reach users',
    bounded
      ? '; above, one refresh in twenty throws away more than '
      : '; and none that was tried throws away more than ',
    { number: exactShare(scenario.lifetimeBudget), of: 'lifetimeBudget' },
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

/** The keys that no β protects, and what stands in the way; of a single key the headline says it. */
export const unprotected = (scenario: Scenario, { unprotected, keys }: Recommendation): Sentence[] =>
  keys.length === 1
    ? []
    : unprotected.map((i) => [
        `For the ${scenario.keys[i].name} key ${obstacle(scenario, i, keys[i].advice!)}. What helps instead stands below.`
      ])

/** " (0.89 to 0.99)" where a bound is known from a simulation only. */
function doubt({ basis, lowRange }: KeyAdvice): string {
  if (basis === 'closed form' || lowRange === null || lowRange[0] === lowRange[1]) return ''
  const [from, to] = lowRange
  return to === null
    ? ' (too few cycles to be sure)'
    : ` (${fullDown(from, 2)} to ${fullUp(to, 2)}, simulated)`
}

/** Who pays for one β for all, and what two classes would save. */
export function sharing(scenario: Scenario, { covers, cheapest, classes, keys }: Recommendation): Sentence[] {
  if (covers.length < 2 || cheapest === null) return []
  const { extra, cost, saved } = cheapest
  const own = covers.map((i) => `${scenario.keys[i].name} ${inFull(keys[i].advice!.beta!, 4)}`)
  const total = extra.reduce((sum, extra) => sum + extra, 0)
  const most = Math.max(...extra)
  const payer = covers[extra.indexOf(most)]
  const little = total < 0.005 * cost
  const { per, write } = timeInWords(total)
  const first: Sentence = [
    `Alone, each would have its own: ${list(own)}. One for all costs `,
    n(write(total)),
    ` rebuilds ${per} more${little ? ', next to nothing' : ''}; ${scenario.keys[payer].name} pays most of it, ${write(most)}.`
  ]
  if (!classes || saved === null) return [first]
  const [a, b] = classes
  return [
    first,
    [
      `Two classes, ${beta(a.beta)} for ${named(scenario, a.keys)} and ${beta(b.beta)} for ${named(scenario, b.keys)}, would save `,
      n(write(saved)),
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
  { label: 'what you entered', ...answer(one) },
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
  const waits =
    scenario.deltaCv > 0
      ? `at most ${exactShare(scenario.late)} of the expiries make anybody wait`
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

/** A rare value that takes long to make needs no early refresh: a job makes it before anybody asks. Empty for any other. */
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
