/**
 * Every defence as a change of the scenario, so that its law and its simulation are those of any scenario. What belongs to
 * the cache and its users stays: the key, TTL, rebuild time, requests, resolution, jitter, instances, workers, origin and
 * limits. What belongs to a defence is set: β, rule, coordination, losers, stale serving and implementation.
 */
import { staleTime } from '../closed-form/stale-time'
import { roundTo } from '../math/fixed-math'
import { SCENARIO_FIELDS } from '../model/fields'
import { modelOf } from '../model/model-of'
import { NO_OPTIONS } from '../model/options/cache-options'
import type { ChanceRule } from '../model/options/tree'
import { processesOf } from '../model/options/processes'
import type { Coordination, Key, Model, Scenario } from '../model/scenario'

/** In the order in which they are shown. */
export const DEFENCE_NAMES = [
  'yours',
  'nothing',
  'broken-lock',
  'lock',
  'coalescing',
  'xfetch-one',
  'xfetch',
  'xfetch-coalescing',
  'xfetch-lock',
  'ahead',
  'ahead-lock',
  'stale',
  'stale-xfetch',
  'job'
] as const
export type DefenceName = (typeof DEFENCE_NAMES)[number]

/** The advised β for each coordination: null where no β is good, undefined while it is being simulated. */
export type Advised = Record<Coordination, number | null | undefined>

/** A defence on one key. */
export interface Defence {
  name: DefenceName
  /** The scenario that it is, with this one key; null for the job, and where it has no setting that is good, or none yet. */
  scenario: Scenario | null
  /** Served figures included; null where `scenario` is. */
  model: Model | null
  /** Why there is no scenario. */
  without: 'calculating' | 'no β' | 'no fraction' | 'no scenario' | null
}

/** Refreshes in the last share beta of the lifetime. */
const REFRESH_AHEAD: ChanceRule = {
  kind: 'expression',
  text: 'left < beta*ttl',
  tree: { of: '<', to: ['left', { of: '*', to: ['beta', 'ttl'] }] }
}

const up = (value: number) => roundTo(value, 2, Math.ceil)

/** The scenario with one key, and without any defence: plain TTL. */
export function undefended(scenario: Scenario, key: Key): Scenario {
  const { stale: _, ...bare } = key
  return {
    ...scenario,
    keys: [bare],
    beta: 0,
    rule: { kind: 'paper' },
    coordination: 'none',
    processes: 1,
    stale: 0,
    lockTtl: 0,
    losers: 'wait',
    implementation: 'paper',
    store: 'redis',
    expires: 'first'
  }
}

/** What each coordination changes in a scenario. */
const coordinated = (scenario: Scenario): Record<Coordination, Partial<Scenario>> => ({
  none: { coordination: 'none', processes: 1 },
  coalesce: { coordination: 'coalesce', processes: processesOf(scenario) },
  lock: { coordination: 'lock', processes: 1, lockTtl: scenario.lockTtl }
})

/** The scenarios whose advice is the advised β: XFetch with each coordination. */
export function advisedScenarios(scenario: Scenario, key: Key): Record<Coordination, Scenario> {
  const base = { ...undefended(scenario, key), beta: 1 }
  const { none, coalesce, lock } = coordinated(scenario)
  return { none: { ...base, ...none }, coalesce: { ...base, ...coalesce }, lock: { ...base, ...lock } }
}

/**
 * For how long stale values are served, s: as the scenario says, else so long that waits are as rare as its limit allows,
 * with one refresh at a time.
 */
export function staleSeconds(scenario: Scenario, key: Key): number {
  const own = key.stale ?? scenario.stale
  if (own > 0) return own
  const locked = modelOf({ ...undefended(scenario, key), coordination: 'lock' }, key)
  return Math.min(SCENARIO_FIELDS.stale.max, up(staleTime(locked, scenario.late)))
}

/**
 * The least share of the lifetime in whose last part requests refresh, so that late refreshes are as rare as the limit
 * allows; more would only cost more. A refresh-ahead in the last W seconds of a lifetime T makes users wait as often as a
 * lifetime T − W with stale values for W more, so W is the stale time. Jitter leaves the shortest lifetime T(1 − j).
 * @returns null where the whole lifetime is too short
 */
function aheadShare(scenario: Scenario, model: Model): number | null {
  const share = staleTime(model, scenario.late) / (model.ttl * (1 - scenario.jitter))
  const rounded = share < 1 ? up(share) : 1
  return rounded < 1 ? rounded : null
}

/** A model with the figures of what requests get. */
const withServed = (model: Model): Model => ({ ...model, options: model.options ?? NO_OPTIONS })

/** Equal models make equal figures. */
export const sameModel = (a: Model, b: Model): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Every defence of a key; the scenario as it is comes first. */
export function defencesOf(scenario: Scenario, key: Key, advised: Advised): Defence[] {
  const base = undefended(scenario, key)
  const by = coordinated(scenario)
  const stale = { ...by.lock, stale: staleSeconds(scenario, key) }
  const at = (name: DefenceName, change: Partial<Scenario>): Defence => {
    const changed = { ...base, ...change }
    return { name, scenario: changed, model: withServed(modelOf(changed, changed.keys[0])), without: null }
  }
  const without = (name: DefenceName, why: Defence['without']): Defence => ({
    name,
    scenario: null,
    model: null,
    without: why
  })
  const xfetch = (name: DefenceName, which: Coordination, change: Partial<Scenario>) => {
    const beta = advised[which]
    if (beta === undefined) return without(name, 'calculating')
    return beta === null ? without(name, 'no β') : at(name, { ...change, beta })
  }
  const ahead = (name: DefenceName, change: Partial<Scenario>) => {
    const model = modelOf({ ...base, ...change }, base.keys[0])
    const share = aheadShare(scenario, model)
    return share === null
      ? without(name, 'no fraction')
      : at(name, { ...change, rule: REFRESH_AHEAD, beta: share })
  }
  const whole = { ...scenario, keys: [key] }
  const lock = advised.lock
  return [
    { name: 'yours', scenario: whole, model: withServed(modelOf(whole, key)), without: null },
    at('nothing', by.none),
    at('broken-lock', { ...by.lock, losers: 'rebuild' }),
    at('lock', by.lock),
    at('coalescing', by.coalesce),
    at('xfetch-one', { ...by.none, beta: 1 }),
    xfetch('xfetch', 'none', by.none),
    xfetch('xfetch-coalescing', 'coalesce', by.coalesce),
    xfetch('xfetch-lock', 'lock', by.lock),
    ahead('ahead', by.none),
    ahead('ahead-lock', by.lock),
    at('stale', stale),
    lock === undefined
      ? without('stale-xfetch', 'calculating')
      : at('stale-xfetch', { ...stale, beta: lock ?? 1 }),
    without('job', 'no scenario')
  ]
}
