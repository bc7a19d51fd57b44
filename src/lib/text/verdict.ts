/** The verdict in words: what a scenario's β does to each of its keys, every number with its unit. */
import { type FigureKey, type Figures, closedForm, plainModel } from '#core'
import type { KeyView } from './key-view'
import { asPercent, inFull, inSeconds, THIN, timeInWords } from './words'

/** What of a scenario stands in sentences as it was set, and can be set there. */
export type Held = 'beta' | 'late' | 'lifetimeBudget'
/** A piece of a sentence: plain words, or a number to be set off. */
export type Piece = string | { number: string; of?: Held }
export type Sentence = Piece[]

const n = (text: string): Piece => ({ number: text })

/** From this share of late expiries on, users notice. */
const NOTICED = 0.01

/** The sentences as plain text, for titles and for those who listen. */
export const plain = (sentences: Sentence[]) =>
  sentences
    .map((sentence) => sentence.map((piece) => (typeof piece === 'string' ? piece : piece.number)).join(''))
    .join(' ')

/** " ± 0.02 s" after a number that is simulated and not computed; nothing after one that is. */
function give(view: KeyView, key: FigureKey, show: (error: number) => string): string {
  const error = view.errors?.[key]
  return error ? `${THIN}±${THIN}${show(error)}` : ''
}

/** What happens to one key, as a clause: "the hot key refreshes 7.5 s before expiry (12 % of its TTL) and …". */
function clause(view: KeyView, figures: Figures): Sentence {
  const { model, name } = view
  const size = 1 + figures.duplicatesMean
  const spread = give(view, 'duplicatesMean', (error) => inFull(error, 1))
  const starts: Piece[] =
    model.coordination === 'lock'
      ? [' and starts ', n('1'), ' rebuild each time']
      : [' and starts ', n(inFull(size) + spread), ' rebuilds each time']
  if (figures.lateShare >= NOTICED) {
    const burst: Piece[] = size >= 1.5 ? [', with ', n(inFull(size) + spread), ' rebuilds at once'] : []
    const share =
      figures.lateShare === 1
        ? 'every one'
        : asPercent(figures.lateShare) + give(view, 'lateShare', asPercent)
    return [
      n(share),
      ` of the ${name} key’s expiries still reach${share === 'every one' ? 'es' : ''} users`,
      ...burst
    ]
  }
  const gap = figures.gapMean ?? 0
  return [
    `the ${name} key refreshes `,
    n(inSeconds(gap, 2) + give(view, 'gapMean', (error) => inSeconds(error, 1))),
    ` before expiry (${asPercent(gap / model.ttl)} of its TTL)`,
    ...starts
  ]
}

/** What it costs: the waste of each key, and what β = 1 would waste; in one unit of time for each key. */
function bill(views: KeyView[], atOne: KeyView[], beta: number): Sentence[] {
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
          i === 0 ? `${capital(per)} takes ` : `On ${whose} ${per} takes `,
          n(write(rebuildsPerHour)),
          ` rebuilds${i === 0 ? ` of ${whose}` : ''}, none of them wasted.`
        ]
      ]
    const sentence: Sentence = [
      i === 0 ? `${capital(per)} wastes ` : `On ${whose} it is `,
      n(write(wastedPerHour)),
      i === 0 ? ` rebuilds of ${whose}` : per === 'an hour' ? '' : ` ${per}`,
      ` (${write(duplicatePerHour)} duplicate, ${write(prematurePerHour)} premature) on top of the ${write(neededPerHour)} needed`
    ]
    const other = atOne[i].figures
    if (other && beta !== 1)
      sentence.push(`; at β${THIN}=${THIN}1 it would be `, n(write(other.wastedPerHour)))
    sentence.push('.')
    return [sentence.filter((piece) => piece !== '')]
  })
}

const capital = (text: string) => text[0].toUpperCase() + text.slice(1)

/**
 * The first sentence says what β does to every key, the next what that costs.
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
  const start: Sentence =
    beta === 0
      ? ['With ', { number: `β${THIN}=${THIN}0`, of: 'beta' }, ', early refresh is off: ']
      : ['At ', { number: `β${THIN}=${THIN}${inFull(beta, 4)}`, of: 'beta' }, comma]
  const says = clauses.flatMap((words, i): Sentence => [...(i > 0 ? ['; '] : []), ...words])
  return { says: [[...start, ...says, '.']], costs: bill(views, atOne, beta) }
}

/** What the reader must know before trusting the figures: where they are approximate, and why. */
export function cautions(views: KeyView[]): string[] {
  const said = views.flatMap((view) => {
    if (view.why === null) return []
    if (view.law)
      return [
        `The ${view.name} key’s refresh window reaches back to its write: refreshes do not settle, so its rebuilds and waste are simulated.`
      ]
    return [...brokenPromise(view), `There is no closed form for ${view.why}; the figures are simulated.`]
  })
  return [...new Set(said)]
}

/** Bursts leave pauses in which nobody can refresh: how much of the protection of random requests is left. */
function brokenPromise({ model, figures, name, summary }: KeyView): string[] {
  if (model.arrivals.kind !== 'burst' || !figures || !summary) return []
  const promised = closedForm(plainModel(model))
  const error = summary.standardErrors.earlyShare ?? 0
  // Nobody needs to be warned of a difference that may be chance, or that does not matter.
  if (promised.earlyShare - figures.earlyShare < Math.max(0.01, 4 * error)) return []
  return [
    `Bursts break the protection: of the ${name} key’s cycles only ${asPercent(figures.earlyShare)}${THIN}±${THIN}${asPercent(error)} start their refresh before expiry, where as many requests at random would give ${asPercent(promised.earlyShare)}. In a pause nobody can refresh.`
  ]
}
