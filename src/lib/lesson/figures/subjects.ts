/** The keys of a lesson, its two β, and what it leaves out of the scenario. */
import { type Key, type Scenario, modelOf, plainScenario, settles, whyNoClosedForm } from '#core'
import { timesOf } from '../compared'
import { fieldsInWords } from '$lib/text/fields/fields-in-words'
import { atRate, counted, inFull, list } from '$lib/text/words'

/** Where β starts: the paper's default. */
export const FROM = 1
/** Where it ends, unless the scenario has a β above the first. */
const FURTHER = 4

/** The β that the lesson raises to. */
export const raisedTo = ({ beta }: Scenario) => (beta > FROM ? beta : FURTHER)

/** The scenario as a lesson uses it: random requests, a fixed rebuild time, an exact expiry and the paper's rule. */
export function groundOf(scenario: Scenario): { scenario: Scenario; simplified: string } {
  const plain = plainScenario(scenario)
  const left = Object.values(fieldsInWords(scenario, 'aside'))
  return {
    scenario: { ...plain, beta: FROM },
    simplified:
      left.length === 0
        ? ''
        : `The lesson leaves out parts of this scenario: ${list(left)}. It uses the same keys with random requests, a fixed rebuild time and the paper’s rule.`
  }
}

/** rΔ: requests that come while one rebuild runs. */
function heatOf(scenario: Scenario, key: Key): number {
  const { rate, delta } = modelOf(scenario, key)
  return rate * delta
}

/** Places of the keys with the most and the fewest requests in a rebuild time; one place where there is one key. */
export function hottestAndColdest(scenario: Scenario): number[] {
  const heats = scenario.keys.map((key) => heatOf(scenario, key))
  const hot = heats.indexOf(Math.max(...heats))
  if (heats.length === 1) return [hot]
  const others = heats.map((heat, i) => (i === hot ? Infinity : heat))
  return [hot, others.indexOf(Math.min(...others))]
}

/** "The hot key gets 1000 req/s. …" */
export function settingOf(scenario: Scenario, place: number): string {
  const key = scenario.keys[place]
  const { rate, delta, ...model } = modelOf(scenario, key)
  const times = timesOf({ ...model, delta })
  return (
    `The ${key.name} key gets ${atRate(rate)}. Its TTL is ${times.ttl}. ` +
    `A rebuild takes ${times.delta} and sees ${counted(inFull(rate * delta), 'request')} on average.`
  )
}

/** Whether a second rebuild of a key can start while one runs. */
export const canDuplicate = ({ coordination, processes }: Scenario) =>
  coordination === 'none' || (coordination === 'coalesce' && processes > 1)

export function coordinationSetting({ coordination, processes }: Scenario): string {
  return {
    none: 'Nothing coordinates the rebuilds: each request that decides to refresh starts one.',
    coalesce: `${processes === 1 ? 'The one process' : `Each of ${inFull(processes)} processes`} runs at most one rebuild of a key at a time.`,
    lock: 'A lock allows one rebuild of a key at a time.'
  }[coordination]
}

/** A sentence where refreshes run into each other and the hourly figures are rough; else ''. */
export function roughness(scenario: Scenario, places: number[], betas: number[]): string {
  const rough = places.filter((place) =>
    betas.some((beta) => {
      const model = modelOf(scenario, scenario.keys[place], beta)
      return whyNoClosedForm(model) === null && !settles(model)
    })
  )
  if (rough.length === 0) return ''
  const names = list(rough.map((place) => scenario.keys[place].name))
  return `The window of the ${names} key${rough.length > 1 ? 's' : ''} reaches back to the write, so refreshes overlap. The numbers per hour are rough.`
}
