/** The cycles that a lesson shows, at every β between its two values. They are looked up in every frame. */
import { type BetaPath, Random, type Scenario, betaPath, duplicatesAt, firstAt, modelOf } from '#core'

/** Enough cycles to show the law, and few enough to follow each. */
export const LESSON_CYCLES = 24

/** The cycles of the key at this place, from the scenario's seed: the same for every coordination. */
export function cyclePaths(
  scenario: Scenario,
  place: number,
  from: number,
  to: number,
  count = LESSON_CYCLES
): BetaPath[] {
  const model = modelOf(scenario, scenario.keys[place])
  const random = new Random(scenario.seed, place)
  return Array.from({ length: count }, (_, cycle) => {
    random.seek(cycle)
    return betaPath(model, from, to, random)
  })
}

/** One cycle at one β. */
export interface CycleNow {
  /** Seconds to expiry at the first refresh; 0 when none comes before it. */
  gap: number
  /** No request refreshes before expiry. */
  missed: boolean
  /** The value expires before its refresh is written. */
  late: boolean
  /** Rebuilds that would start beside the first, without coordination. */
  duplicates: number
}

export function cycleAt(path: BetaPath, beta: number, delta: number): CycleNow {
  const first = firstAt(path, beta)
  return {
    gap: Math.max(0, first.gap),
    missed: first.gap <= 0,
    late: first.gap < delta,
    duplicates: duplicatesAt(path, first, beta, delta).length
  }
}
