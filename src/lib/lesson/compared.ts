/** One key at two β, and what can be said to have changed between them. */
import type { Figures, Key, Model, Scenario } from '#core'
import { asPercent, rebuildTime } from '$lib/text/words'

export interface Compared {
  scenario: Scenario
  key: Key
  /** At the first β. */
  model: Model
  before: Figures
  after: Figures
  from: number
  to: number
}

/** A share of expiries in words. One that is too small for a double is still not none: some request may stay out. */
export const lateIn = (share: number) => asPercent(share === 0 ? Number.MIN_VALUE : share)

/** In one unit of time for both β. */
export const unitOf = ({ before, after }: Pick<Compared, 'before' | 'after'>) =>
  rebuildTime(Math.max(before.wastedPerHour, after.wastedPerHour, before.neededPerHour))

/** A smaller share than this, of the lifetime, the expiries or the rebuilds, nobody would see. */
const SEEN = 0.01
/** Fewer duplicates a cycle than this neither, nor a smaller share of them. */
const CROWDED = 0.05
/** A window is elsewhere when its mean has moved by this factor, and there is one. */
const MOVED = 1.05

const meanGapOrZero = ({ gapMean, earlyShare }: Figures) => (gapMean ?? 0) * earlyShare

/** How much further from expiry refreshes start, as a share of the lifetime, cycles without one included. */
const movedShare = ({ before, after, model }: Compared) =>
  (meanGapOrZero(after) - meanGapOrZero(before)) / model.ttl

/** How the rebuilds an hour change, as a share of them. */
export const billChange = ({ before, after }: Compared) => after.rebuildsPerHour / before.rebuildsPerHour - 1

export interface Change {
  /** Neither refreshes, nor misses, nor the bill differ by anything that one would see. */
  none: boolean
  /** Refreshes start when they did, and as many expiries reach users, whatever the bill. */
  still: boolean
  /** Refreshes start earlier. */
  earlier: boolean
  /** The bill is not seen to change, whatever moves. */
  sameBill: boolean
  /** Refreshes start when they did, and more rebuilds at once. */
  crowd: boolean
  /**
   * A larger β spreads the rebuilds of a refresh out, so that fewer start beside it, while refreshes keep apart. Where
   * windows reach back to the write they run into each other, and duplicates rise.
   */
  crowded: boolean
}

export function changeOf(compared: Compared): Change {
  const { before, after } = compared
  const unmoved = movedShare(compared) < SEEN
  const sameBill = Math.abs(billChange(compared)) < SEEN
  const still = unmoved && before.lateShare - after.lateShare < SEEN
  const more = after.duplicatesMean - before.duplicatesMean
  const crowd = unmoved && more > CROWDED && more > CROWDED * before.duplicatesMean
  const earlier = after.earlyShare >= SEEN && (after.gapMean ?? 0) >= MOVED * (before.gapMean ?? 0)
  const crowded =
    after.duplicatePerHour > before.duplicatePerHour || after.duplicatesMean > before.duplicatesMean
  return { none: still && sameBill && !crowd, still, sameBill, crowd, crowded, earlier }
}
