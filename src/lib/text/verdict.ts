/** The verdict: what the present β does to each key, every number with its unit; and why to be careful with it. */
import { type Figures, closedForm, plainModel } from '#core'
import { isAwaited, type KeyView } from './key-view'
import {
  besideMeasured,
  figure,
  type Measure,
  measured,
  NUMBER,
  PLUS_MINUS,
  secondsTogether,
  SHARE
} from './numbers/measured'
import { beta as betaIs, capitalized, n, type Piece, type Sentence } from './sentence'
import { asPercent, oneTime } from './words'

/** From this share of late expiries on, users notice. */
const NOTICED = 0.01

const isNoticed = ({ lateShare }: Figures) => lateShare >= NOTICED

/** One key in a sentence without its full stop: "the hot key refreshes 7.5 s before expiry (12 % of its TTL), with …". */
function clause({ model, name, errors }: KeyView, figures: Figures, time: Measure): Sentence {
  const size = 1 + figures.duplicatesMean
  const rebuilds = measured(size, errors?.duplicatesMean, NUMBER)
  if (isNoticed(figures)) {
    const burst: Piece[] = size >= 1.5 ? [', with ', n(rebuilds), ' rebuilds at once'] : []
    const share = figures.lateShare === 1 && !errors?.lateShare ? 'all' : figure(figures, errors, 'lateShare')
    return [n(share), ` of the ${name} key’s expiries still reach users`, ...burst]
  }
  const gap = figures.gapMean ?? 0
  const one = (model.coordination === 'lock' && !model.options) || rebuilds === '1'
  const starts: Sentence = [n(one ? '1' : rebuilds), one ? ' rebuild each time' : ' rebuilds each time']
  // Nobody waits all the same: the old value is served meanwhile.
  if (figures.gapMean === null)
    return [`the ${name} key serves its old value after the expiry and starts `, ...starts]
  return [
    `the ${name} key refreshes `,
    n(measured(gap, errors?.gapMean, time)),
    ` before expiry (${asPercent(gap / model.ttl)} of its TTL) and starts `,
    ...starts
  ]
}

/** A clause as the start of a sentence. */
const begun = ([first, ...rest]: Sentence): Sentence => [
  typeof first === 'string'
    ? capitalized(first)
    : 'number' in first
      ? { ...first, number: capitalized(first.number) }
      : { ...first, text: capitalized(first.text) },
  ...rest
]

/** The waste of each key, and what β = 1 would waste; all in one unit of time. */
function costs(views: KeyView[], atOne: KeyView[], beta: number): Sentence[] {
  const known = views.flatMap(({ figures, name }, i) =>
    figures ? [{ name, figures, most: mostOf(figures), other: beta === 1 ? null : atOne[i].figures }] : []
  )
  const time = oneTime(known.map(({ most }) => most))
  return known.map(({ name, figures, most, other }): Sentence => {
    const { duplicatePerHour, prematurePerHour, wastedPerHour, neededPerHour, rebuildsPerHour } = figures
    const { per, write } = time(most)
    const rebuilds = (many: string) => (many === '1' ? 'rebuild' : 'rebuilds')
    // Pauses between requests can leave fewer rebuilds than random requests would need.
    if (wastedPerHour === 0 && rebuildsPerHour < 0.999 * neededPerHour) {
      const all = write(rebuildsPerHour)
      return [`The ${name} key makes `, n(all), ` ${rebuilds(all)} ${per} and wastes none.`]
    }
    const wasted = write(wastedPerHour)
    return [
      `The ${name} key wastes `,
      n(wasted),
      ` ${rebuilds(wasted)} ${per} (${write(duplicatePerHour)} duplicate, ${write(prematurePerHour)} premature), on top of the ${write(neededPerHour)} it needs`,
      ...(other ? [`; at ${betaIs(1)} it would waste `, n(write(other.wastedPerHour))] : []),
      '.'
    ]
  })
}

const mostOf = ({ wastedPerHour, neededPerHour }: Figures) => Math.max(wastedPerHour, neededPerHour)

/**
 * A sentence for each key says what β does to it; the next ones say what that costs.
 * @param atOne the same keys at β = 1
 */
export function verdict(
  beta: number,
  views: KeyView[],
  atOne: KeyView[]
): { says: Sentence[]; costs: Sentence[] } {
  const known = views.flatMap((view) => (view.figures ? [{ view, figures: view.figures }] : []))
  if (known.length === 0) return { says: [['Simulating the first cycles.']], costs: [] }
  const told = known.filter(({ figures }) => !isNoticed(figures))
  const time = secondsTogether(
    told.map(({ figures }) => figures.gapMean),
    told.some(({ view }) => view.errors?.gapMean),
    2
  )
  const value: Piece = { number: betaIs(beta), of: 'beta' }
  // For the paper’s rule only.
  const off = beta === 0 && views.every(({ model }) => !model.options?.rule)
  const says = known.map(({ view, figures }, i): Sentence => {
    const words = clause(view, figures, time)
    // Two numbers side by side would read as one.
    if (i === 0 && !off) return ['At ', value, typeof words[0] === 'string' ? ' ' : ', ', ...words, '.']
    return [...begun(words), '.']
  })
  if (off) says.unshift(['With ', value, ', early refresh is off.'])
  return { says, costs: costs(views, atOne, beta) }
}

/** What the reader must know before trusting the figures: where they are approximate, and why. */
export function cautions(views: KeyView[]): string[] {
  const all = views.flatMap((view) => {
    if (view.why === null) return []
    if ((view.tally?.served?.forGood ?? 0) > 0)
      return [
        `The origin of the ${view.name} key collapses for good: its rebuilds run for 20 lifetimes without a pause, and are cut off there.`
      ]
    if (view.law && !view.model.options)
      return [
        `At this β, the ${view.name} key’s rebuilds overlap and never reach a steady state. Its rebuilds and its waste are simulated; ${PLUS_MINUS}.`
      ]
    return [
      ...burstCaution(view),
      isAwaited(view)
        ? `Until a formula gives the ${view.name} key’s figures, they are simulated; ${PLUS_MINUS}.`
        : `No closed form covers ${view.why}, so the figures are simulated; ${PLUS_MINUS}.`
    ]
  })
  return [...new Set(all)]
}

/** In the pauses between bursts no request can refresh, and between peaks only few can: how much protection random requests would give, and these do. */
function burstCaution({ model, figures, name, summary }: KeyView): string[] {
  if (model.arrivals.kind !== 'burst' || !figures || !summary) return []
  const promised = closedForm(plainModel(model))
  const error = summary.standardErrors.earlyShare
  const why =
    model.arrivals.ratio === undefined
      ? 'No request comes in a pause, so none can refresh.'
      : 'Too few requests come between peaks.'
  // A difference that is small, or may be chance, needs no warning.
  if (promised.earlyShare - figures.earlyShare < Math.max(0.01, 4 * (error ?? 0))) return []
  const early = figure(figures, summary.standardErrors, 'earlyShare')
  const random = besideMeasured(promised.earlyShare, error, SHARE)
  return [
    `Bursts weaken the protection. Only ${early} of the ${name} key’s cycles refresh before expiry; as many requests at random would give ${random}. ${why}`
  ]
}
