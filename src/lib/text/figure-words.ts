/** The figures of the table: what each is called, how it is written, and what it means. */
import type { FigureKey, Model, ServedKey } from '#core'
import { besideMeasured, HOURLY, type Measure, measured, NUMBER, SECONDS, SHARE } from './numbers/measured'
import { asPercent, inFull, inSeconds } from './words'

interface FigureWords<Key = FigureKey | ServedKey> {
  key: Key
  label: string
  /** The value with its unit, to the digit of the error of the simulation beside it. */
  show: (value: number, model: Model, error?: number | null) => string
  /** The value alone, where `show` adds what depends on the model, such as the share of the TTL. */
  brief?: (value: number) => string
  /** The simulated value with its error. */
  simulated: (value: number, error: number | null) => string
  /** The size of a difference to another scenario, in the unit of the value. */
  showChange: (change: number) => string
  explanation: string
}

const writtenAs = (measure: Measure, showChange: (change: number) => string = measure.exact) => ({
  show: (value: number, _model: Model, error?: number | null) => besideMeasured(value, error, measure),
  simulated: (value: number, error: number | null) => measured(value, error, measure),
  showChange
})

// "28 % less" could mean 28 % of the share.
const share = writtenAs(SHARE, (change) =>
  asPercent(change)
    .replace(/^1(\D)%$/, '1$1point')
    .replace('%', 'points')
)
const gap = {
  ...writtenAs(SECONDS),
  show: (value: number, model: Model, error?: number | null) =>
    `${besideMeasured(value, error, SECONDS)} (${asPercent(value / model.ttl)})`,
  brief: (value: number) => inSeconds(value)
}
const hourly = writtenAs(HOURLY)
const plainNumber = writtenAs(NUMBER)

export const FIGURE_ROWS: FigureWords<FigureKey>[] = [
  {
    key: 'lateShare',
    label: 'Late refreshes',
    ...share,
    explanation:
      'Share of cycles in which the value expires before its refresh is written. Either no request triggered, or one triggered with less than the rebuild time left. Then users wait. This figure says whether XFetch protects the key.'
  },
  {
    key: 'earlyShare',
    label: 'Early first trigger',
    ...share,
    explanation: 'Share of cycles whose first rebuild starts before expiry. It may still end too late.'
  },
  {
    key: 'gapMean',
    label: 'Mean gap',
    ...gap,
    explanation:
      'How long before expiry the first rebuild of a cycle starts, and which share of the TTL that is. It is a mean over the cycles with an early trigger.'
  },
  {
    key: 'gapP05',
    label: 'Gap, 5 % below',
    ...gap,
    explanation: 'In 5 % of the early cycles the first rebuild starts closer to expiry than this.'
  },
  {
    key: 'gapP50',
    label: 'Gap, median',
    ...gap,
    explanation: 'Half of the early cycles start closer to expiry than this.'
  },
  {
    key: 'gapP95',
    label: 'Gap, 95 % below',
    ...gap,
    explanation:
      'In 95 % of the early cycles the first rebuild starts closer to expiry than this. It is the far end of the early-refresh window.'
  },
  {
    key: 'duplicatesMean',
    label: 'Stampede size, mean',
    show: (duplicates, _, error) => besideMeasured(1 + duplicates, error, NUMBER),
    simulated: (duplicates, error) => measured(1 + duplicates, error, NUMBER),
    showChange: (change) => inFull(change),
    explanation:
      'Rebuilds that one cycle starts; 1 is no stampede. All but the first are duplicates: they start while another one runs. For a hot key without coordination the mean is e^(1/β), at any rate.'
  },
  {
    key: 'stampedeSizeP99',
    label: 'Stampede size, 99 %',
    ...plainNumber,
    explanation: '99 % of the cycles start at most this many rebuilds.'
  },
  {
    key: 'cycleSeconds',
    label: 'Cycle',
    ...writtenAs(SECONDS),
    explanation:
      'Mean time from the first trigger of one cycle to that of the next. It is the lifetime that the cache really uses.'
  },
  {
    key: 'rebuildsPerHour',
    label: 'Rebuilds an hour',
    ...hourly,
    explanation: 'All rebuilds that start in an hour.'
  },
  {
    key: 'neededPerHour',
    label: 'Needed an hour',
    ...hourly,
    explanation:
      'The fewest rebuilds that keep the value fresh: 3600 / (T + Δ + 1/r). A plain TTL with a perfect lock makes this many.'
  },
  {
    key: 'wastedPerHour',
    label: 'Wasted an hour',
    ...hourly,
    explanation: 'Rebuilds beyond the needed ones: the duplicate and the premature ones together.'
  },
  {
    key: 'duplicatePerHour',
    label: '– duplicate',
    ...hourly,
    explanation: 'Wasted because another rebuild of the same value was already running. They fall as β rises.'
  },
  {
    key: 'prematurePerHour',
    label: '– premature',
    ...hourly,
    explanation: 'Wasted because an early refresh throws away lifetime. They rise with β.'
  },
  {
    key: 'blockedShare',
    label: 'Requests that wait',
    ...share,
    explanation:
      'Share of requests that wait for a rebuild: those that start one, and those that come between expiry and the first write.'
  },
  {
    key: 'requestsPerRebuild',
    label: 'Requests a rebuild',
    ...plainNumber,
    explanation:
      'rΔ, the requests that arrive during one rebuild. This number makes a key hot (well above 1) or cold (below 1), not the rate alone.'
  }
]

/** What requests get from a cache with options. A cache without them has no such figures. */
export const SERVED_ROWS: FigureWords<ServedKey>[] = [
  {
    key: 'staleShare',
    label: 'Answered stale',
    ...share,
    explanation: 'Share of requests that get a value after its expiry, at once, while a rebuild runs.'
  },
  {
    key: 'inFlightMaxMean',
    label: 'Most rebuilds at once, mean',
    ...plainNumber,
    explanation: 'The most rebuilds that run at the same time in one cycle, on average over the cycles.'
  },
  {
    key: 'inFlightMaxP99',
    label: 'Most rebuilds at once, 99 %',
    ...plainNumber,
    explanation: 'In 99 % of the cycles at most this many rebuilds run at the same time.'
  },
  {
    key: 'waitMean',
    label: 'Wait, mean',
    ...writtenAs(SECONDS),
    explanation:
      'From arrival to answer, the time in the line included. It is a mean over the requests that wait.'
  },
  {
    key: 'waitP99',
    label: 'Wait, 99 %',
    ...writtenAs(SECONDS),
    explanation: 'Of the requests that wait, 99 % have their answer after this time.'
  },
  {
    key: 'collapse',
    label: 'Collapse',
    ...share,
    explanation:
      'Share of cycles in which rebuilds run for longer than a lifetime without a pause: the origin gets them faster than it can finish them.'
  }
]

/** How a figure differs from the pinned one: "−68 points", "+1.2 s", "the same". */
export function difference(row: FigureWords, now: number, was: number): string {
  // No reader can see a change below the last digit shown, or one between two shares that both read < 0.01 %.
  if (Math.abs(now - was) <= 5e-4 * Math.max(Math.abs(now), Math.abs(was))) return 'the same'
  if (row.showChange === share.showChange && Math.abs(now - was) < 1e-4) return 'the same'
  return `${now > was ? '+' : '−'}${row.showChange(Math.abs(now - was))}`
}
