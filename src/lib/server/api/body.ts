import {
  FIGURE_KEYS,
  type FigureKey,
  type Key,
  MODEL_VERSION,
  type Model,
  type Scenario,
  type ServedKey,
  modelOf
} from '#core'
import { formatLink } from '$lib/link/parameters/codec'

/** One key as a reply has it, before its figures. */
interface KeyHead {
  name: string
  rate: number
  ttl: number
  delta: number
}

/** Figures by name; null where there is none. Those of a cache with options are there only with some. */
export type FigureRow = Record<FigureKey, number | null> & Partial<Record<ServedKey, number | null>>

/** The start of every reply: what it is about. */
export interface ReplyHead<Row> {
  model: number
  /** The canonical link of what was asked. */
  link: string
  notes: string[]
  beta: number
  coordination: Scenario['coordination']
  processes: number
  keys: (KeyHead & Row)[]
}

/** The keys of a scenario with their models. */
export function modelsOf(scenario: Scenario): { key: Key; model: Model }[] {
  return scenario.keys.map((key) => ({ key, model: modelOf(scenario, key) }))
}

/** @param rows what there is to say about each key */
export function head<Row>(scenario: Scenario, notes: string[], rows: Row[]): ReplyHead<Row> {
  const models = modelsOf(scenario)
  return {
    model: MODEL_VERSION,
    link: formatLink(scenario, { version: true }),
    notes,
    beta: scenario.beta,
    coordination: scenario.coordination,
    processes: models[0].model.processes,
    keys: models.map(({ key, model }, i) => ({
      name: key.name,
      rate: key.rate,
      ttl: model.ttl,
      delta: model.delta,
      ...rows[i]
    }))
  }
}

/**
 * Every figure in the order of a reply.
 * @param served the figures of a cache with options
 */
export function row(
  figure: (key: FigureKey) => number | null,
  served?: Record<ServedKey, number | null>
): FigureRow {
  const usual = Object.fromEntries(FIGURE_KEYS.map((key) => [key, figure(key)])) as FigureRow
  return served ? { ...usual, ...served } : usual
}
