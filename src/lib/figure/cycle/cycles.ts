/** Fifty cycles of a key, each at every β. Without a closed form they are cycles of the plain scenario. */
import { type Model, Random, type Scenario, modelOf, plainScenario, whyNoClosedForm } from '#core'
import { cyclesBetween } from './cycles-data'
import { background, type Background } from './background'
import type { ReplayedCycle } from './happening'

export const REPLAYED_CYCLES = 50
/** The cycles are drawn for every β up to this, or up to the scenario's where that is larger. */
export const MOST = 1000
const mostOf = (scenario: Scenario, place: number) =>
  Math.max(MOST, modelOf(scenario, scenario.keys[place]).beta)

/** No simulation and no cycle uses streams from here on, so draws from them change no request. */
const BACKGROUND = 2000

interface Played {
  /** The scenario that is replayed, at its β. */
  scenario: Scenario
  model: Model
  /** Why it is not the user's scenario; null where it is. */
  why: string | null
}

/** One cache of the scenario; a lock that its losers pass by is none. */
const withoutOptions = (scenario: Scenario): Scenario => ({
  ...plainScenario(scenario),
  keys: scenario.keys.map((key) => ({ ...key, rate: key.rate / scenario.instances })),
  ...(scenario.losers === 'rebuild' && scenario.coordination === 'lock' && { coordination: 'none' as const })
})

/** The key at this place as it can be replayed, in a scenario for which `whyNoReplay` knows no reason. */
export function playedOf(scenario: Scenario, place: number): Played {
  const model = modelOf(scenario, scenario.keys[place])
  const why = whyNoClosedForm({ ...model, options: undefined })
  const played = why === null && !model.options ? scenario : withoutOptions(scenario)
  return { scenario: played, model: modelOf(played, played.keys[place]), why }
}

/** The cycles of the key at this place: the same for every β up to MOST. */
export const replayedCycles = (scenario: Scenario, place: number): ReplayedCycle[] =>
  cyclesBetween(scenario, place, 0, mostOf(scenario, place), REPLAYED_CYCLES)

/** The other requests of one of them, from so many seconds before expiry on. */
export function othersOf(
  scenario: Scenario,
  place: number,
  cycle: number,
  path: ReplayedCycle,
  from: number
): Background {
  const random = new Random(scenario.seed, BACKGROUND + place)
  random.seek(cycle)
  return background(path, modelOf(scenario, scenario.keys[place]), from, mostOf(scenario, place), random)
}
