/** How many rebuilds start beside the first one of a cycle, under the coordination of the scenario. */
import { type BetaPath, type Scenario, Random, duplicatesAt, firstAt } from '#core'

/** Whether a second rebuild of a key can start while one runs. */
export const canDuplicate = ({ coordination, processes }: Scenario) =>
  coordination === 'none' || (coordination === 'coalesce' && processes > 1)

/** The streams from here on say which process a request reaches; those before it are of the requests themselves. */
const PROCESSES = 1000

/**
 * The rebuilds beside the first one in each cycle, at any β.
 * @param place of the key
 * @param delta its rebuild time, s
 */
export function besideFirst(scenario: Scenario, place: number, delta: number, cycles: BetaPath[]) {
  const { coordination, processes, seed } = scenario
  if (!canDuplicate(scenario)) return () => 0
  const found = (cycle: number, beta: number) => {
    const first = firstAt(cycles[cycle], beta)
    return { first, others: duplicatesAt(cycles[cycle], first, beta, delta) }
  }
  if (coordination === 'none') return (cycle: number, beta: number) => found(cycle, beta).others.length
  const random = new Random(seed, PROCESSES + place)
  // A request reaches the same process at every β.
  const reached = cycles.map(({ triggers }, cycle) => {
    random.seek(cycle)
    return new Map(triggers.map((trigger) => [trigger, Math.floor(processes * random.uniform())]))
  })
  return (cycle: number, beta: number) => {
    const { first, others } = found(cycle, beta)
    const of = reached[cycle]
    return new Set([first, ...others].map((trigger) => of.get(trigger))).size - 1
  }
}
