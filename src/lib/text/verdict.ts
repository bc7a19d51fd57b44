/** The verdict: what the present β does to each key, every number with its unit; and why to be careful with it. */
import { type Figures, closedForm, plainModel } from '#core'
import type { KeyView } from './key-view'
import { beta as betaIs, capitalized, n, type Piece, plusMinus, type Sentence } from './sentence'
import { asPercent, inFull, inSeconds, timeInWords } from './words'

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

/** What the reader must know before trusting the figures: where they are approximate, and why. */
export function cautions(views: KeyView[]): string[] {
  const all = views.flatMap((view) => {
    if (view.why === null) return []
    if (view.law)
      return [
        `The ${view.name} key’s refresh window reaches back to its write: refreshes do not settle, so its rebuilds and waste are simulated.`
      ]
    return [...burstCaution(view), `There is no closed form for ${view.why}; the figures are simulated.`]
  })
  return [...new Set(all)]
}

/** In the pauses between bursts no request can refresh, and between peaks only few can: how much protection random requests would give, and these do. */
function burstCaution({ model, figures, name, summary }: KeyView): string[] {
  if (model.arrivals.kind !== 'burst' || !figures || !summary) return []
  const promised = closedForm(plainModel(model))
  const error = summary.standardErrors.earlyShare ?? 0
  const why =
    model.arrivals.ratio === undefined
      ? 'In a pause nobody can refresh.'
      : 'Between peaks too few requests come.'
  // A difference that is small, or may be chance, needs no warning.
  if (promised.earlyShare - figures.earlyShare < Math.max(0.01, 4 * error)) return []
  return [
    `Bursts break the protection: of the ${name} key’s cycles only ${asPercent(figures.earlyShare)}${plusMinus(summary.standardErrors, 'earlyShare')} start their refresh before expiry, where as many requests at random would give ${asPercent(promised.earlyShare)}. ${why}`
  ]
}
