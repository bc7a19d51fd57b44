/** The recommendation in full, in words: why this β, what it saves and depends on, and what helps where none is good. */
import {
  IMPLEMENTATIONS,
  PARAMETERS,
  USUAL,
  type BetaClass,
  type Breaking,
  type Case,
  type Choice,
  type Coordination,
  type KeyAdvice,
  type LittleGain,
  type Recommendation,
  type Scenario,
  breakingAt,
  earliestOf,
  holdsLock,
  modelOf,
  savedBy,
  totalsOf
} from '#core'
import { betaUp, named, obstacle, protector } from './headline'
import { INPUTS } from './sensitivity-words'
import { beta, capitalized, n, t, type Sentence } from './sentence'
import {
  asPercent,
  fullDown,
  fullUp,
  inFull,
  inSeconds,
  list,
  rangeInFull,
  rebuilds,
  THIN,
  timeInWords,
  exactShare
} from './words'

/**
 * What the recommended β comes to for its keys, and what β = 1 and the present β cost, in rebuilds an hour.
 * A cheaper β that lets too many expiries through says so. Empty where there is no gain to speak of.
 */
export function gain(
  scenario: Pick<Scenario, 'late' | 'keys' | 'stale'>,
  recommended: Recommendation
): Sentence {
  const { late, keys } = scenario
  const { set, verb, covers, nothingToGain } = recommended
  if (set === null || nothingToGain) return []
  const { recommended: advised, one, present } = totalsOf(recommended)
  if (advised === null) return []
  // A β that is kept is the one to speak of.
  const first = verb === 'keep' && present ? present : advised
  const earliest = earliestOf(recommended, first === advised ? 'recommended' : 'present')
  const others = [
    ...(one ? [{ name: `at ${beta(1)}`, ...one }] : []),
    ...(present && present.beta !== 1 ? [{ name: `at your ${beta(present.beta)}`, ...present }] : []),
    ...(first === advised ? [] : [{ name: `at the recommended ${beta(advised.beta)}`, ...advised }])
  ].filter((other) => other.beta !== first.beta)
  const { per, write } = comparedCosts([first, ...others].map(({ cost }) => cost))
  const whose = (place: number) => (covers.length > 1 ? `${keys[place].name}’s` : 'its')
  const key = keys.length > 1 ? keys[covers[0]].name : 'the key'
  return [
    `At ${beta(first.beta)}, ${covers.length > 1 ? 'these keys cost' : `${key} costs`} `,
    n(write(first.cost)),
    ` rebuilds ${per}`,
    ...others.flatMap((other, i): Sentence => [
      i === 0 ? `; ${other.name} it is ` : `. ${capitalized(other.name)} it is `,
      n(write(other.cost) === write(first.cost) ? 'about as many' : write(other.cost)),
      ...(other.late > late
        ? [`, but ${asPercent(other.late)} of ${whose(other.latest)} refreshes are `, t('late')]
        : [])
    ]),
    '. ',
    ...others.flatMap((other) => (other.cost < first.cost ? notHolding(scenario, recommended, other) : [])),
    ...(first.beta === 0
      ? [
          'Early refresh is off: the first request after expiry gets the old value at once and starts the rebuild'
        ]
      : priceOf(scenario, earliest)),
    ...(first.late < 1e-9
      ? [
          `. ${covers.length > 1 ? 'Their' : 'Its'} users hardly ever ${isServedStale(scenario) ? 'wait for a rebuild' : 'meet an expired value'}.`
        ]
      : [`. ${asPercent(first.late)} of ${whose(first.latest)} refreshes are `, t('late'), '.'])
  ]
}

/** Whether some key is served after its expiry. */
const isServedStale = ({ stale, keys }: Pick<Scenario, 'stale' | 'keys'>) =>
  keys.some((key) => (key.stale ?? stale) > 0)

/** What an early refresh gives away. */
function priceOf({ keys }: Pick<Scenario, 'keys'>, earliest: ReturnType<typeof earliestOf>): Sentence {
  return [
    `The price: ${keys.length > 1 ? `${keys[earliest.key].name} refreshes` : 'it refreshes'} `,
    n(inSeconds(earliest.seconds, 2)),
    ' early on average, ',
    n(asPercent(earliest.share)),
    ' of its TTL'
  ]
}

/** Rebuilds of several β: whole numbers from 10 on, unless two that differ would then read the same. */
function comparedCosts(costs: number[]): Pick<ReturnType<typeof timeInWords>, 'per' | 'write'> {
  const { per, hours, write } = timeInWords(Math.max(...costs))
  const whole = (cost: number) => inFull(Math.round(cost * hours))
  const distinct = (as: (cost: number) => string) => new Set(costs.map(as)).size
  const isBrief = costs.every((cost) => cost * hours >= 10) && distinct(whole) === distinct(write)
  return { per, write: isBrief ? whole : write }
}

/** Why a cheaper β that keeps the limits as things are is not the one to set: the case that breaks it. */
function notHolding(
  { late }: Pick<Scenario, 'late'>,
  recommended: Recommendation,
  other: { beta: number; late: number }
): Sentence {
  if (other.late > late || !recommended.set?.robust) return []
  const breaking = breakingAt(recommended, other.beta)
  if (breaking === null) return []
  const key = recommended.covers.length > 1 ? ` of ${recommended.scenario.keys[breaking.key].name}` : ''
  return [
    `${capitalized(`at ${changedTo(breaking)}`)}, ${beta(other.beta)} would `,
    ...(breaking.limit === 'late'
      ? ['make ', n(asPercent(breaking.share)), ` of the refreshes${key} late. `]
      : breaking.limit === 'overload'
        ? ['overload the origin in ', n(asPercent(breaking.share)), ` of the expiries${key}. `]
        : ['throw away ', n(asPercent(breaking.share)), ` of the TTL${key} in one refresh of twenty. `])
  ]
}

/** "at half the request rate and twice the rebuild time". */
const changedTo = (change: Case) =>
  (['rate', 'delta'] as const)
    .filter((input) => change[input] !== 1)
    .map((input) => `${change[input] > 1 ? 'twice' : 'half'} the ${INPUTS[input]}`)
    .join(' and ')

/** Whether the recommended β keeps the limits when the inputs are wrong by a factor of two; if not, what breaks it. */
export function holds(scenario: Scenario, recommended: Recommendation): Sentence {
  const { set, nothingToGain } = recommended
  if (set === null) return []
  const { robust, breaking, littleGain } = set
  if (nothingToGain || littleGain)
    return [
      nothingToGain && !littleGain ? lessThanAMinute(recommended) : littleInWords(littleGain!),
      ...lateAnyway(scenario, recommended)
    ]
  if (robust)
    return [
      'It keeps your limits even if the request rate and the rebuild time are half or twice what you entered.'
    ]
  if (breaking === null) return []
  return [
    `It has no room: at ${changedTo(breaking)} `,
    ...breaksIn(scenario, breaking, scenario.keys.length > 1),
    '. No β keeps your limits in every such case.'
  ]
}

/** "7 % of the refreshes of hot would be late; you allow 0.1 %". */
function breaksIn(scenario: Scenario, { limit, key, share }: Breaking, named: boolean): Sentence {
  const whose = named ? ` of ${scenario.keys[key].name}` : ''
  if (limit === 'overload')
    return [
      n(asPercent(share)),
      ` of the expiries${whose} would start more than `,
      n(inFull(scenario.origin)),
      ` rebuilds at once; you allow 1${THIN}%`
    ]
  return limit === 'late'
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
}

/** What the best β would save against the present one, which is kept though others cost less. */
function lessThanAMinute(recommended: Recommendation): string {
  const saved = recommended.covers.map((place) => savedBy(recommended, place).present?.rebuildSecondsPerDay)
  const work = saved.reduce<number>((sum, one) => sum + (one ?? NaN), 0)
  // Until a simulation of the present β is done, and where the digits of one are not sure.
  return work >= 0 && work < 60
    ? littleInWords({ because: 'work', share: 0, work })
    : 'The best β would save less than a minute of rebuild work a day.'
}

/** The late refreshes that do not count, because hardly anybody waits for them. */
function lateAnyway({ late, keys }: Scenario, recommended: Recommendation): Sentence {
  const totals = totalsOf(recommended)
  const now = (recommended.verb === 'keep' && totals.present) || totals.recommended
  if (!now || !(now.late > late)) return []
  const whose = keys.length > 1 ? ` of ${keys[now.latest].name}` : ''
  return [
    ' ',
    n(asPercent(now.late)),
    ` of the refreshes${whose} are late, but users wait less than 1${THIN}s a day in all.`
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
  const name = (place: number | undefined) => scenario.keys[place ?? covers[0]].name
  const why: Sentence =
    low > high
      ? [
          'At least ',
          n(betaUp(low)),
          ` is needed to protect ${name(covers.find((i) => keys[i].advice!.low === low))}; above `,
          n(`β${THIN}=${THIN}${fullDown(high, 2)}`),
          `, ${name(covers.find((i) => keys[i].advice!.high === high))} throws away too much of its TTL.`
        ]
      : ['One β for all would cost more than half as many rebuilds again.']
  const cost = (classes ?? []).reduce((sum, one) => sum + one.cost, 0)
  const { per, write } = timeInWords(cost)
  return [
    ...why,
    ...(classes ?? []).flatMap((one) => narrowly(scenario, one)),
    ...(classes ? [' With these two values the keys cost ', n(write(cost)), ` rebuilds ${per}.`] : []),
    ' β is an argument of each call: pass every key its own. “Take it away” has the program for each.'
  ]
}

/** What breaks the β of a class of keys with wrong inputs. */
function narrowly(scenario: Scenario, { beta: value, keys, breaking }: BetaClass): Sentence {
  if (breaking === null) return []
  return [
    ` ${beta(value)} has no room: at ${changedTo(breaking)} `,
    ...breaksIn(scenario, breaking, keys.length > 1),
    '.'
  ]
}

/** Why this β for this key. */
export function reason(scenario: Scenario, place: number, one: KeyAdvice): Sentence {
  // An implementation may bring a lock of its own. One that lapses, or that callers pass by, leaves duplicates.
  const model = modelOf(scenario, scenario.keys[place])
  const coordination = model.coordination === 'lock' && !holdsLock(model) ? 'none' : model.coordination
  const { choice } = one
  if (choice === null) return []
  const [low, high] =
    one.low === 0 ? ['0', fullDown(one.high!, 2)] : rangeInFull(one.low!, one.high!, choice.beta)
  const { late, lifetimeBudget, origin } = scenario
  const { falls } = one
  const [below, above] = falls ? ['Above', 'Below'] : ['Below', 'Above']
  // Where the β that keep a limit reach to the end of what can be set, the limit does not end them.
  const isOpenBelow = one.low! <= PARAMETERS.beta.leastPositive!.value
  const isOpenAbove = falls ? one.high! >= PARAMETERS.beta.max : !one.bounded
  const [lateEnds, lifetimeEnds] = falls ? [!isOpenAbove, !isOpenBelow] : [!isOpenBelow, !isOpenAbove]
  const bounds: Sentence = [
    ...(isOpenAbove && isOpenBelow
      ? ['Any β']
      : isOpenAbove
        ? ['β of ', n(low + doubt(one)), ' or more']
        : one.low !== 0 && isOpenBelow
          ? ['β up to ', n(high)]
          : ['β from ', n(low + doubt(one)), ' to ', n(high)]),
    ' keeps your limits. ',
    ...(!lateEnds
      ? []
      : [
          `${below}, more than `,
          { number: exactShare(late), of: 'late' as const },
          ` of the refreshes are late${origin > 0 ? `, or more than 1${THIN}% of the expiries start more than ${inFull(origin)} rebuilds at once` : ''}. `
        ]),
    ...(lifetimeEnds
      ? [`${above}, one refresh in twenty throws away more than `]
      : [
          `Even ${falls ? 'the smallest β' : beta(scenario.rule.kind === 'paper' ? USUAL : PARAMETERS.beta.max)} stays within your limit of `
        ]),
    { number: exactShare(lifetimeBudget), of: 'lifetimeBudget' },
    ' of the TTL. ',
    ...roomIn(choice)
  ]
  return [...bounds, choice.littleGain ? littleInWords(choice.littleGain) : why(scenario, coordination, one)]
}

/** Why this one of the β that keep the limits. */
function why(scenario: Scenario, coordination: Coordination, { choice, falls, reason }: KeyAdvice): string {
  const [larger, smaller, smallest] = falls
    ? ['smaller', 'larger', 'largest']
    : ['larger', 'smaller', 'smallest']
  const words: Record<NonNullable<KeyAdvice['reason']>, string> = {
    off: 'Stale values bridge a rebuild, so that nobody has to wait for it. An early refresh would save no rebuilds.',
    overload: `With a ${larger === 'larger' ? 'smaller' : 'larger'} β more rebuilds would run at once than the origin can.`,
    minimum:
      (coordination === 'coalesce'
        ? `A ${larger} β saves duplicates between processes and throws away more of the TTL`
        : coordination === 'lock'
          ? `A ${larger} β throws away more of the TTL, and a ${smaller} one leaves no room`
          : `A ${larger} β saves duplicate rebuilds and throws away more of the TTL`) +
      `; at ${beta(choice!.beta)} the two balance.`,
    late:
      coordination === 'lock'
        ? scenario.coordination === 'none'
          ? `${IMPLEMENTATIONS[scenario.implementation].label} brings a lock of its own. It leaves no duplicates to save, so the ${smallest} of these is best.`
          : `With a lock there are no duplicates to save, so the ${smallest} of these is best.`
        : `A ${larger} β costs more rebuilds than it saves, so the ${smallest} of these is best.`,
    lifetime: `A ${larger} β would save more rebuilds; your limit on the TTL stops it here.`
  }
  return words[reason!]
}

/** " β from 0.59 to 4.6 keeps them in all cases": what is left when the inputs may be wrong. */
function roomIn({ beta, robust, limits: [from, to] }: Choice): Sentence {
  if (!robust) return []
  const [low, high] = rangeInFull(from, to, beta)
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
        `${protector(scenario)} can’t protect ${scenario.keys[i].name}. ${obstacle(scenario, i, keys[i].advice!)} See below for what helps.`
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

/** Written as 0. */
const isNone = (perHour: number) => /^0\b(?!\.)/.test(rebuilds(perHour))

/** Who pays for one β for all, and what two classes would save. */
export function sharing(scenario: Scenario, { covers, set, classes, keys }: Recommendation): Sentence[] {
  if (covers.length < 2 || set === null) return []
  const { extra, cost, saved } = set
  const own = covers.map((i) => `${scenario.keys[i].name} ${inFull(keys[i].advice!.beta!, 4)}`)
  const total = extra.reduce((sum, extra) => sum + extra, 0)
  const most = Math.max(...extra)
  const payer = covers[extra.indexOf(most)]
  const little = total < 0.005 * cost
  const alone = `Alone, each would have its own β: ${list(own)}. `
  if (isNone(total)) return [[`${alone}One for all costs no more.`]]
  const first: Sentence = [
    `${alone}One for all costs `,
    n(rebuilds(total)),
    little ? ' more, next to nothing.' : ` more; ${scenario.keys[payer].name} pays most of it.`
  ]
  if (!classes || saved === null || isNone(saved)) return [first]
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
