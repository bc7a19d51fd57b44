/** One key at two β, and what has changed between them. */
import type { Figures, Key, Model, Scenario } from '#core'
import { beta } from '$lib/text/sentence'
import { asPercent, inFull, inOneUnit, rebuildTime, sharedUnit } from '$lib/text/words'

export interface Compared {
  scenario: Scenario
  key: Key
  /** At the first β. */
  model: Model
  before: Figures
  after: Figures
  from: number
  to: number
  /** Writes gaps as the whole lesson does. */
  time: ReturnType<typeof inOneUnit>
}

/** A share of expiries in words. A share that a double rounds to 0 is still not none. */
export const lateIn = (share: number) => asPercent(share === 0 ? Number.MIN_VALUE : share)

/** TTL and rebuild time in words, in one unit. */
export function timesOf({ ttl, delta }: Pick<Model, 'ttl' | 'delta'>) {
  const time = inOneUnit([ttl, delta])
  return { ttl: time(ttl), delta: time(delta) }
}

type Both = Pick<Compared, 'before' | 'after'>

/** Writes the gaps of all keys at both β in one unit; where they are too far apart for that, those of this key. */
export function gapsOf(all: Both[], own: Both[] = all): Compared['time'] {
  const gaps = (of: Both[]) => of.flatMap(({ before, after }) => [before.gapMean, after.gapMean])
  return inOneUnit(gaps(sharedUnit(gaps(all)) === null ? own : all))
}

/** In one unit of time for both β. */
export const unitOf = ({ before, after }: Both) =>
  rebuildTime(Math.max(before.wastedPerHour, after.wastedPerHour, before.neededPerHour))

/** What both lessons say of a key: each pair is before and after. */
export function figuresOf({ before, after, from, to }: Compared) {
  const { per, write } = unitOf({ before, after })
  const pair = (key: 'wastedPerHour' | 'duplicatePerHour' | 'prematurePerHour') => [
    write(before[key]),
    write(after[key])
  ]
  return {
    per,
    waste: pair('wastedPerHour'),
    duplicate: pair('duplicatePerHour'),
    premature: pair('prematurePerHour'),
    size: [before, after].map(({ duplicatesMean }) => inFull(1 + duplicatesMean)),
    a: beta(from),
    b: beta(to)
  }
}

/** A smaller change than this share of the lifetime, the expiries or the rebuilds is not visible. */
const SEEN = 0.01
/** Nor is a change of fewer duplicates a cycle than this, or of a smaller share of them. */
const MORE_DUPLICATES = 0.05
/** A window has moved when its mean has moved by this factor. */
const MOVED = 1.05

const meanGapOrZero = ({ gapMean, earlyShare }: Figures) => (gapMean ?? 0) * earlyShare

/** How much earlier refreshes start, as a share of the lifetime; a cycle without one counts as 0. */
const movedShare = ({ before, after, model }: Compared) =>
  (meanGapOrZero(after) - meanGapOrZero(before)) / model.ttl

/** How the rebuilds an hour change, as a share of them. */
export const billChange = ({ before, after }: Compared) => after.rebuildsPerHour / before.rebuildsPerHour - 1

interface Change {
  /** No change of refreshes, misses or rebuilds an hour is visible. */
  none: boolean
  /** Refreshes start when they did, and as many expiries reach users; the rebuilds an hour may change. */
  still: boolean
  /** Refreshes start earlier. */
  earlier: boolean
  /** No change of the rebuilds an hour is visible. */
  sameBill: boolean
  /** Refreshes start when they did, and more rebuilds at once. */
  batchGrows: boolean
  /**
   * A larger β spreads out the requests that trigger, so that fewer rebuilds start beside the first. But where windows
   * reach back to the write, refreshes run into each other and duplicates rise.
   */
  duplicatesRise: boolean
}

export function changeOf(compared: Compared): Change {
  const { before, after } = compared
  const unmoved = movedShare(compared) < SEEN
  const sameBill = Math.abs(billChange(compared)) < SEEN
  const still = unmoved && before.lateShare - after.lateShare < SEEN
  const more = after.duplicatesMean - before.duplicatesMean
  const batchGrows = unmoved && more > MORE_DUPLICATES && more > MORE_DUPLICATES * before.duplicatesMean
  const earlier = after.earlyShare >= SEEN && (after.gapMean ?? 0) >= MOVED * (before.gapMean ?? 0)
  const duplicatesRise =
    after.duplicatePerHour > before.duplicatePerHour || after.duplicatesMean > before.duplicatesMean
  return { none: still && sameBill && !batchGrows, still, sameBill, batchGrows, duplicatesRise, earlier }
}
