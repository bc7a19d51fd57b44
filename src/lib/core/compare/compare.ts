/** Every defence on one key, side by side: by law where there is one, and simulated. */
import { neededPerHour } from '../model/figures'
import { modelOf } from '../model/model-of'
import type { Key, Scenario } from '../model/scenario'
import type { Tally } from '../simulation/tally'
import { jobOf } from './background-job'
import { chooseDefence, limitsBroken, type DefenceChoice, type Row } from './choice'
import { defencesOf, sameModel, staleSeconds, undefended, type Advised, type DefenceName } from './defences'
import { oldestOf, simulatedOf, type Measures } from './measures'

export interface Comparison {
  scenario: Scenario
  key: Key
  rows: Row[]
  /** The fewest rebuilds an hour that serve every request a live value: plain TTL and a perfect lock. */
  fewest: number
  /** For how long the rows with stale serving serve an expired value, s. */
  stale: number
  /** From start to start of the job, s; null where there is none. */
  jobEvery: number | null
  /** Null while the figures of a defence that may be chosen are not known. */
  choice: DefenceChoice | null
}

/** Simulations by defence, of the cycles that the scenario asks for. */
export type Simulated = Partial<Record<DefenceName, Tally | null>>

/** By defence: null where there is no law, absent where it is not known yet. */
export type Laws = Partial<Record<DefenceName, Measures | null>>

/**
 * What can be told of a key with what is known so far.
 * @param advised the advised β for each coordination
 * @param laws of the models that `defencesOf` gives for the same advice
 * @param simulated tallies of the models that `defencesOf` gives for the same advice
 */
export function comparison(
  scenario: Scenario,
  key: Key,
  advised: Advised,
  laws: Laws,
  simulated: Simulated = {}
): Comparison {
  const defences = defencesOf(scenario, key, advised)
  const [yours, ...others] = defences
  const base = undefended(scenario, key)
  const job = jobOf(scenario, key)
  const plain = modelOf(base, base.keys[0])
  const same = others.find(({ model }) => model !== null && sameModel(model, yours.model!))
  // One line for what is the same.
  const shown = same ? others : defences
  const rows = shown.map((defence): Row => {
    const { name, model } = defence
    const isYours = defence === (same ?? yours)
    const found = name === 'job' ? (job?.measures ?? null) : model && laws[name]
    const tally = simulated[name] ?? null
    const row = {
      ...defence,
      law: found ?? null,
      simulated: model && tally && tally.cycles > 0 ? simulatedOf(model, tally) : null,
      oldest: name === 'job' ? job && oldestOf(plain) : model && oldestOf(model),
      yours: isYours
    }
    // A law may still come.
    const judged = found === undefined ? null : (found ?? row.simulated?.measures ?? null)
    return { ...row, judged, breaks: limitsBroken(scenario, { ...row, judged }) }
  })
  return {
    scenario,
    key,
    rows,
    fewest: neededPerHour(plain),
    stale: staleSeconds(scenario, key),
    jobEvery: job?.every ?? null,
    choice: chooseDefence((key.stale ?? scenario.stale) > 0, rows)
  }
}
