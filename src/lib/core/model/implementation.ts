/**
 * The implementations through which a scenario can be looked at: presets of a rule and of options, and what these cannot
 * say, which deviations.ts has. The sentences for users, with their sources, are text/effects/implementation.ts: they come
 * later.
 */
import {
  storedDelta,
  type Deviations,
  type Expires,
  type PresetRule,
  type Store,
  type StoredDelta
} from './deviations'
import { PAPER_RULE, PRESET_RULES, withInputs, type WrittenRule } from './options/preset-rules'
import type { ImplementationName, Model, Scenario } from './scenario'

/** What some implementations let their users choose. */
export interface ImplementationOptions {
  store: Store
  expires: Expires
}

export interface Implementation {
  name: ImplementationName
  /** Its name for users; it fits into "as … does it". */
  label: string
  /** Whether it departs from the paper; text/effects/implementation.ts says how. */
  differs: boolean
  /** The least β that it uses: a smaller one does the same. */
  leastBeta: number
  /** The expiry is cut to multiples of this at least, s; 0 leaves it exact. */
  resolution: number
  /** Whether `ImplementationOptions` make a difference. */
  choices: boolean
  /** Its rule as a link states one; null where it does not depart from the paper by a rule and a resolution alone. */
  rule: WrittenRule | null
  /**
   * The model as this implementation makes it of the paper's.
   * @param choices `redis` and `first` by default
   */
  apply: (model: Model, choices?: ImplementationOptions) => Model
}

/** How an implementation departs from the paper. What is absent is as in the paper. */
interface Preset {
  name: ImplementationName
  label: string
  rule?: PresetRule
  stored?: StoredDelta
  leastBeta?: number
  resolution?: number
  /** A lock allows one rebuild at a time on each host. */
  locked?: true
  /** What no rule and no option of a link can say. */
  own?: (choices: ImplementationOptions) => Deviations
  choices?: true
}

/**
 * From the end of a rebuild until DiskCache has written it, s. SQLite writes to a disk, so it depends on the machine: half
 * of the writes of DiskCache 5.6.3 took up to 2 ms, a tenth more than 15 ms. With 3 ms the model has as many overlapping
 * rebuilds as four runs of it (tests/statistics/diskcache-runs.test.ts).
 */
const DISKCACHE_WRITE = 0.003

const presets: Preset[] = [
  { name: 'paper', label: 'The paper' },
  {
    name: 'symfony',
    label: 'Symfony Cache',
    resolution: 1,
    stored: { roundedUpTo: 0.001 },
    locked: true,
    own: ({ store, expires }) => ({ expirySlack: 0.1, losersWait: true, lifetime: { store, expires } }),
    choices: true
  },
  { name: 'redis', label: 'Redis with TTL', rule: 'seconds' },
  { name: 'django', label: 'django-cachex', rule: 'seconds', stored: { constant: 1 } },
  {
    name: 'diskcache',
    label: 'DiskCache',
    own: () => ({ background: true, writeTime: DISKCACHE_WRITE })
  },
  { name: 'knicola', label: '@knicola/xfetch', leastBeta: 1, stored: { atLeast: 0.001 } },
  { name: 'yii', label: 'yiisoft/cache', rule: 'age', resolution: 1 },
  { name: 'own', label: 'Your own' }
]

function applied(preset: Preset, model: Model, choices: ImplementationOptions): Model {
  const { rule, stored, leastBeta = 0, resolution = 0, locked, own } = preset
  const deviations = { ...model.deviations, ...(rule && { rule }), ...own?.(choices) }
  return storing(
    {
      ...model,
      beta: Math.max(leastBeta, model.beta),
      resolution: Math.max(resolution, model.resolution),
      coordination: locked && model.coordination === 'none' ? 'lock' : model.coordination,
      ...(Object.keys(deviations).length > 0 && { deviations })
    },
    stored
  )
}

/** The rule holds βΔ only, so where all rebuilds take the same time another stored Δ is the same as another β. */
function storing(model: Model, stored: StoredDelta | undefined): Model {
  if (stored === undefined) return model
  if (model.deltaCv > 0) return { ...model, deviations: { ...model.deviations, storedDelta: stored } }
  return { ...model, beta: (model.beta * storedDelta(model.delta, stored)) / model.delta }
}

function implementationOf(preset: Preset): Implementation {
  const { name, label, rule, stored, leastBeta = 0, resolution = 0, locked, own, choices = false } = preset
  const differs = Object.keys(preset).length > 2
  return {
    name,
    label,
    differs,
    leastBeta,
    resolution,
    choices,
    rule:
      differs && !own && !locked
        ? withInputs(rule ? PRESET_RULES[rule] : PAPER_RULE, leastBeta, stored)
        : null,
    apply: (model, choices = { store: 'redis', expires: 'first' }) =>
      differs ? applied(preset, model, choices) : model
  }
}

/** Every implementation, by name. */
export const IMPLEMENTATIONS = Object.fromEntries(
  presets.map((preset) => [preset.name, implementationOf(preset)])
) as Record<ImplementationName, Implementation>

/** The label of a scenario's implementation, with its choices: "Symfony Cache (Redis, expiresAfter first)". */
export function implementationLabel({
  implementation,
  store,
  expires
}: ImplementationOptions & { implementation: ImplementationName }): string {
  const { label, choices } = IMPLEMENTATIONS[implementation]
  return choices ? `${label} (${{ redis: 'Redis', files: 'files' }[store]}, expiresAfter ${expires})` : label
}

/**
 * The same cache as a rule and options, which a user can change: without its implementation.
 * @returns null where these cannot say it, and where the scenario has another rule already
 */
export function asRuleAndOptions<Of extends Scenario>(scenario: Of): Of | null {
  const { rule, resolution } = IMPLEMENTATIONS[scenario.implementation]
  if (rule === null || scenario.rule.kind !== 'paper') return null
  return {
    ...scenario,
    implementation: 'paper',
    rule: { kind: 'expression', ...rule },
    resolution: Math.max(resolution, scenario.resolution)
  }
}
