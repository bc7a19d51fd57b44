/** Cycles of a key at every β between two. They are looked up in every frame. */
import { Random, type Scenario, betaPath, modelOf } from '#core'
import type { ReplayedCycle } from './happening'

/** Enough cycles for a lesson to show the law, and few enough to follow each. */
export const LESSON_CYCLES = 24
/** No simulation uses streams from here on, so draws from them change no request. */
const PROCESSES = 1000

/** The cycles of the key at this place, from the scenario's seed: with the same requests for every coordination. */
export function cyclesBetween(
  scenario: Scenario,
  place: number,
  from: number,
  to: number,
  count = LESSON_CYCLES
): ReplayedCycle[] {
  const model = modelOf(scenario, scenario.keys[place])
  const { processes } = model
  const requests = new Random(scenario.seed, place)
  const reached = new Random(scenario.seed, PROCESSES + place)
  return Array.from({ length: count }, (_, cycle) => {
    requests.seek(cycle)
    reached.seek(cycle)
    const path = betaPath(model, from, to, requests)
    return {
      ...path,
      processes: path.triggers.map(() => (processes > 1 ? Math.floor(processes * reached.uniform()) : 0))
    }
  })
}
