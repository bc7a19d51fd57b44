import { SWEEPS, type Scenario, type Sweep, defaultScenario } from '#core'
import { readArrivals } from './parameters/arrivals'
import { readCoordination } from './parameters/coordination'
import { echo } from './echo'
import { readKeys } from './parameters/keys'
import { readImplementation } from './parameters/implementation'
import { migrate } from './migrate'
import { curb } from './note'
import type { Note, Say } from './note'
import { oneOf } from './parameters/one-of'
import { readOverrides } from './parameters/overrides'
import { readNumber } from './quantity/read-number'
import { readPairs } from './parameters/read-pairs'
import { settleDeltas } from './parameters/settle-deltas'

/** Parameters that stand in a link by themselves, and the field of the scenario that each one sets. */
const NUMBERS = {
  beta: 'beta',
  ttl: 'ttl',
  delta: 'delta',
  cv: 'deltaCv',
  resolution: 'resolution',
  late: 'late',
  give: 'lifetimeBudget',
  cycles: 'cycles',
  seed: 'seed'
} as const

/**
 * Reads the search part of a URL, with or without its question mark, as a scenario.
 * Each field is read strictly and by itself: one that cannot be read has its default, one out of range is
 * clamped, parameters that nothing reads are ignored; the notes say what was not taken as it stood.
 * The scenario is always valid. Never throws; the work is bounded however long the link.
 */
export function parseLink(search: string | URLSearchParams): { scenario: Scenario; notes: Note[] } {
  const notes: Note[] = []
  const say: Say = (kind, field, message) => notes.push({ kind, field, message })
  return { scenario: readScenario(migrate(readPairs(search, say), say), say), notes: curb(notes) }
}

/** The scenario of a link's parameters; whatever is not taken as it stands is said. */
export function readScenario(pairs: Map<string, string>, say: Say): Scenario {
  /** Hands a parameter to its reader if the link has it. */
  const on = (name: string, read: (text: string) => void) => {
    const text = pairs.get(name)
    if (text !== undefined) read(text)
  }

  const scenario = defaultScenario()
  for (const [name, key] of Object.entries(NUMBERS)) {
    on(name, (text) => (scenario[key] = readNumber(name, text, key, say) ?? scenario[key]))
  }
  on('keys', (text) => (scenario.keys = readKeys(text, say)))
  readOverrides(pairs, scenario, say)
  on('sweep', (text) => (scenario.sweep = readSweep(text, say)))
  Object.assign(scenario, readImplementation(pairs, say))
  on('coord', (text) => Object.assign(scenario, readCoordination(text, say)))
  on('arrivals', (text) => (scenario.arrivals = readArrivals(text, say)))
  return settleDeltas(scenario, say)
}

function readSweep(text: string, say: Say): Sweep {
  const sweep = oneOf(text, SWEEPS)
  if (sweep === undefined) say('bad', 'sweep', `sweep=${echo(text)} is not beta, delta or rate; using beta`)
  return sweep ?? 'beta'
}
