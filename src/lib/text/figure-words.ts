/** The figures of the table: what each is called, how it is written, and what it means. */
import type { Figures, Model } from '#core'
import { asPercent, inFull, inSeconds, perHour, rebuildTime, toDigits } from './words'

interface FigureWords {
  key: keyof Figures
  label: string
  /** The value with its unit. */
  show: (value: number, model: Model) => string
  /** The value alone, where `show` adds what depends on the model, such as the share of the TTL. */
  brief?: (value: number) => string
  /** A standard error, in the unit of the value. */
  showError: (error: number, value: number) => string
  /** The size of a difference to another scenario, in the unit of the value. */
  showChange: (change: number) => string
  explanation: string
}

const share = {
  show: asPercent,
  showError: (error: number) => asPercent(error),
  // "28 % less" could mean 28 % of the share.
  showChange: (change: number) => asPercent(change).replace('%', 'points')
}
const gap = {
  show: (value: number, model: Model) => `${inSeconds(value)} (${asPercent(value / model.ttl)})`,
  brief: (value: number) => inSeconds(value),
  showError: (error: number) => inSeconds(error, 2),
  showChange: (change: number) => inSeconds(change)
}
const seconds = {
  show: (value: number) => inSeconds(value, 4),
  showError: (error: number) => inSeconds(error, 2),
  showChange: (change: number) => inSeconds(change)
}
const hourly = {
  show: (value: number) => perHour(value),
  showError: (error: number, value: number) => rebuildTime(value).write(toDigits(error, 2)),
  showChange: (change: number) => perHour(change)
}
const plainNumber = {
  show: (value: number) => inFull(value),
  showError: (error: number) => inFull(error, 2),
  showChange: (change: number) => inFull(change)
}

export const FIGURE_ROWS: FigureWords[] = [
  {
    key: 'lateShare',
    label: 'Late refreshes',
    ...share,
    explanation:
      'Share of cycles in which the value expires before its refresh is written: no request triggered in time, or one did with less than the rebuild time left. Then users meet a miss. This figure says whether XFetch protects the key.'
  },
  {
    key: 'earlyShare',
    label: 'Early first trigger',
    ...share,
    explanation: 'Share of cycles whose first rebuild starts before expiry, in time or not.'
  },
  {
    key: 'gapMean',
    label: 'Mean gap',
    ...gap,
    explanation:
      'How long before expiry the first rebuild of a cycle starts, on average over the cycles with an early trigger; also as a share of the TTL.'
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
      'In 95 % of the early cycles the first rebuild starts closer to expiry than this: the far end of the early-refresh window.'
  },
  {
    key: 'duplicatesMean',
    label: 'Stampede size, mean',
    show: (duplicates) => inFull(1 + duplicates),
    showError: (error) => inFull(error, 2),
    showChange: (change) => inFull(change),
    explanation:
      'Rebuilds that one cycle starts; 1 is no stampede. All but the first are duplicates: they start while another one runs. For a hot key without coordination it is e^(1/β), whatever the rate.'
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
    ...seconds,
    explanation: 'Mean time from one first trigger to the next: the lifetime that the cache really uses.'
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
      'The fewest rebuilds that serve every request a live value: 3600 / (T + Δ + 1/r). A plain TTL with a perfect lock needs as many.'
  },
  {
    key: 'wastedPerHour',
    label: 'Wasted an hour',
    ...hourly,
    explanation: 'Rebuilds beyond the needed ones: duplicate and premature together.'
  },
  {
    key: 'duplicatePerHour',
    label: '– duplicate',
    ...hourly,
    explanation: 'Wasted because another rebuild of the same value was already running. Falls as β rises.'
  },
  {
    key: 'prematurePerHour',
    label: '– premature',
    ...hourly,
    explanation: 'Wasted because refreshing early throws away lifetime. Rises with β.'
  },
  {
    key: 'blockedShare',
    label: 'Requests that wait',
    ...share,
    explanation:
      'Share of requests that wait for a rebuild: those that start one, and those that come after expiry and before the first write.'
  },
  {
    key: 'requestsPerRebuild',
    label: 'Requests a rebuild',
    ...plainNumber,
    explanation:
      'rΔ, the requests that arrive during one rebuild. This number, not the rate alone, makes a key hot (well above 1) or cold (below 1).'
  }
]

/** How a figure differs from the pinned one: "−68 points", "+1.2 s", "the same". */
export function difference(row: FigureWords, now: number, was: number): string {
  // No reader can see a change below the last digit shown, or one between two shares that both read < 0.01 %.
  if (Math.abs(now - was) <= 5e-4 * Math.max(Math.abs(now), Math.abs(was))) return 'the same'
  if (row.showChange === share.showChange && Math.abs(now - was) < 1e-4) return 'the same'
  return `${now > was ? '+' : '−'}${row.showChange(Math.abs(now - was))}`
}
