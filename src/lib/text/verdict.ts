/** The verdict, and the finding of each figure: what the present β does to each key, every number with its unit. */
import type { Figures } from '#core'
import { plusMinus } from './figure-words'
import type { KeyView } from './key-view'
import { beta as betaIs, capitalized, n, type Piece, type Sentence } from './sentence'
import { asPercent, inFull, inSeconds, rebuildTime, timeInWords } from './words'

/** From this share of late expiries on, users notice. */
const NOTICED = 0.01

/** One key as a clause: "the hot key refreshes 7.5 s before expiry (12 % of its TTL) and …". */
function clause({ model, name, errors }: KeyView, figures: Figures): Sentence {
  const size = 1 + figures.duplicatesMean
  const rebuilds = n(inFull(size) + plusMinus(errors, 'duplicatesMean'))
  if (figures.lateShare >= NOTICED) {
    const burst: Piece[] = size >= 1.5 ? [', with ', rebuilds, ' rebuilds at once'] : []
    const share =
      figures.lateShare === 1 ? 'every one' : asPercent(figures.lateShare) + plusMinus(errors, 'lateShare')
    return [
      n(share),
      ` of the ${name} key’s expiries still reach${share === 'every one' ? 'es' : ''} users`,
      ...burst
    ]
  }
  const gap = figures.gapMean ?? 0
  const starts: Piece[] =
    model.coordination === 'lock'
      ? [' and starts ', n('1'), ' rebuild each time']
      : [' and starts ', rebuilds, ' rebuilds each time']
  return [
    `the ${name} key refreshes `,
    n(inSeconds(gap, 2) + plusMinus(errors, 'gapMean')),
    ` before expiry (${asPercent(gap / model.ttl)} of its TTL)`,
    ...starts
  ]
}

/** The waste of each key, and what β = 1 would waste; both in one unit of time. */
function costs(views: KeyView[], atOne: KeyView[], beta: number): Sentence[] {
  return views.flatMap((view, i) => {
    const figures = view.figures
    if (!figures) return []
    const { duplicatePerHour, prematurePerHour, wastedPerHour, neededPerHour, rebuildsPerHour } = figures
    const { per, write } = timeInWords(Math.max(wastedPerHour, neededPerHour))
    const whose = `the ${view.name} key`
    // Pauses between requests can leave fewer rebuilds than random requests would need.
    if (wastedPerHour === 0 && rebuildsPerHour < 0.999 * neededPerHour)
      return [
        [
          i === 0 ? `${capitalized(per)} takes ` : `On ${whose} ${per} takes `,
          n(write(rebuildsPerHour)),
          ` rebuilds${i === 0 ? ` of ${whose}` : ''}, none of them wasted.`
        ]
      ]
    const sentence: Sentence = [
      i === 0 ? `${capitalized(per)} wastes ` : `On ${whose} it is `,
      n(write(wastedPerHour)),
      i === 0 ? ` rebuilds of ${whose}` : per === 'an hour' ? '' : ` ${per}`,
      ` (${write(duplicatePerHour)} duplicate, ${write(prematurePerHour)} premature) on top of the ${write(neededPerHour)} needed`
    ]
    const other = atOne[i].figures
    if (other && beta !== 1) sentence.push(`; at ${betaIs(1)} it would be `, n(write(other.wastedPerHour)))
    sentence.push('.')
    return [sentence.filter((piece) => piece !== '')]
  })
}

/**
 * The first sentence says what β does to every key; the next ones say what that costs.
 * @param atOne the same keys at β = 1
 */
export function verdict(
  beta: number,
  views: KeyView[],
  atOne: KeyView[]
): { says: Sentence[]; costs: Sentence[] } {
  const clauses = views.flatMap((view) => (view.figures ? [clause(view, view.figures)] : []))
  if (clauses.length === 0) return { says: [['The first cycles are being simulated.']], costs: [] }
  // Two numbers side by side would read as one.
  const comma = typeof clauses[0][0] === 'string' ? ' ' : ', '
  const value: Piece = { number: betaIs(beta), of: 'beta' }
  const start: Sentence = beta === 0 ? ['With ', value, ', early refresh is off: '] : ['At ', value, comma]
  const says = clauses.flatMap((words, i): Sentence => [...(i > 0 ? ['; '] : []), ...words])
  return { says: [[...start, ...says, '.']], costs: costs(views, atOne, beta) }
}

/** A clause for each key whose figures are known both now and at the β or the scenario that it is compared with. */
const compared = (
  views: KeyView[],
  before: (KeyView | null)[],
  say: (name: string, was: Figures, now: Figures) => string
) =>
  views
    .flatMap(({ figures, name }, i) => {
      const was = before[i]?.figures
      return figures && was ? [say(name, was, figures)] : []
    })
    .join('; ')

const since = (beta: number, pinned: unknown) =>
  pinned ? 'From A to now' : `From β = 1 to ${inFull(beta, 4)}`

/** How the keys changed from β = 1, or from A where that is given, to now; '' where no figures are known. */
type Finding = (views: KeyView[], atOne: KeyView[], pinned?: (KeyView | null)[] | null) => string

export const windowFinding: Finding = (views, atOne, pinned = null) => {
  const moved = compared(views, pinned ?? atOne, (name, was, now) => {
    const late =
      Math.max(was.lateShare, now.lateShare) < 1e-4
        ? 'hardly ever late'
        : `late refreshes from ${asPercent(was.lateShare)} to ${asPercent(now.lateShare)}`
    return was.gapMean === null || now.gapMean === null
      ? `${name} ${late}`
      : `${name} mean refresh from ${inSeconds(was.gapMean, 2)} to ${inSeconds(now.gapMean, 2)} before expiry, ${late}`
  })
  if (moved === '') return ''
  const { beta } = views[0]
  if (!pinned && beta === 1)
    return 'This is the paper’s β = 1. Move β and the window moves: a larger β never refreshes later.'
  const direction = beta > 1 ? 'A larger β refreshes earlier. ' : 'A smaller β refreshes later. '
  return `${pinned ? '' : direction}${since(beta, pinned)}: ${moved}.`
}

export const wasteFinding: Finding = (views, atOne, pinned = null) => {
  const changed = compared(views, pinned ?? atOne, (name, was, now) => {
    // One unit of time for both, or a reader compares rebuilds an hour with rebuilds a day.
    const { per, write } = rebuildTime(Math.max(was.wastedPerHour, now.wastedPerHour))
    const duplicates =
      was.duplicatePerHour === 0 && now.duplicatePerHour === 0
        ? 'no duplicates'
        : `duplicates from ${write(was.duplicatePerHour)} to ${write(now.duplicatePerHour)}`
    return `${name} premature from ${write(was.prematurePerHour)} to ${write(now.prematurePerHour)} ${per}, ${duplicates}`
  })
  if (changed === '') return ''
  const { beta, model } = views[0]
  const law = {
    none: 'Refreshing earlier throws away lifetime (premature rebuilds rise with β), and without coordination it saves duplicates.',
    lock: 'Refreshing earlier throws away lifetime; with a lock there are no duplicates for it to save.',
    coalesce:
      'Refreshing earlier throws away lifetime; it saves duplicates between processes, whose number coalescing limits already.'
  }[model.coordination]
  return !pinned && beta === 1 ? law : `${law} ${since(beta, pinned)}: ${changed}.`
}
