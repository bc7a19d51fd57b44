/**
 * The implementations through which a scenario can be looked at, each as a change of the model. What the change means,
 * deviations.ts and rule.ts say; the sentences for users, with their sources, are text/effects/implementation.ts: they come later.
 */
import { storedDelta, type Deviations, type Expires, type Store, type StoredDelta } from './deviations'
import type { ImplementationName, Model } from './scenario'

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
  /** Whether `Choices` make a difference. */
  choices: boolean
  /**
   * The model as this implementation makes it of the paper's.
   * @param choices `redis` and `first` by default
   */
  apply: (model: Model, choices?: ImplementationOptions) => Model
}

const deviating = (model: Model, deviations: Deviations): Model => ({
  ...model,
  deviations: { ...model.deviations, ...deviations }
})

/** The rule holds βΔ only, so where all rebuilds take the same time another stored Δ is the same as another β. */
function storing(model: Model, stored: StoredDelta): Model {
  if (model.deltaCv > 0) return deviating(model, { storedDelta: stored })
  return { ...model, beta: (model.beta * storedDelta(model.delta, stored)) / model.delta }
}

const wholeSeconds = (model: Model): Model => ({ ...model, resolution: Math.max(1, model.resolution) })

/**
 * From the end of a rebuild until DiskCache has written it, s. SQLite writes to a disk, so it depends on the machine: half
 * of the writes of DiskCache 5.6.3 took up to 2 ms, a tenth more than 15 ms. With 3 ms the model has as many overlapping
 * rebuilds as four runs of it (tests/statistics/diskcache-runs.test.ts).
 */
const DISKCACHE_WRITE = 0.003

/** A lock allows one rebuild at a time on each host. */
const lockedPerHost = (model: Model): Model =>
  model.coordination === 'none' ? { ...model, coordination: 'lock' } : model

const differing = { differs: true, leastBeta: 0, choices: false }
const asInThePaper = { ...differing, differs: false, apply: (model: Model) => model }

const table: Implementation[] = [
  { name: 'paper', label: 'The paper', ...asInThePaper },
  {
    name: 'symfony',
    label: 'Symfony Cache',
    ...differing,
    choices: true,
    apply: (model, { store, expires } = { store: 'redis', expires: 'first' }) =>
      deviating(storing(wholeSeconds(lockedPerHost(model)), { roundedUpTo: 0.001 }), {
        expirySlack: 0.1,
        losersWait: true,
        lifetime: { store, expires }
      })
  },
  {
    name: 'redis',
    label: 'Redis with TTL',
    ...differing,
    apply: (model) => deviating(model, { remainingStep: 1 })
  },
  {
    name: 'django',
    label: 'django-cachex',
    ...differing,
    apply: (model) => deviating(storing(model, { constant: 1 }), { remainingStep: 1 })
  },
  {
    name: 'diskcache',
    label: 'DiskCache',
    ...differing,
    apply: (model) => deviating(model, { background: true, writeTime: DISKCACHE_WRITE })
  },
  {
    name: 'knicola',
    label: '@knicola/xfetch',
    ...differing,
    leastBeta: 1,
    apply: (model) => storing({ ...model, beta: Math.max(1, model.beta) }, { atLeast: 0.001 })
  },
  {
    name: 'yii',
    label: 'yiisoft/cache',
    ...differing,
    apply: (model) => deviating(wholeSeconds(model), { age: true })
  },
  { name: 'own', label: 'Your own', ...asInThePaper }
]

/** Every implementation, by name. */
export const IMPLEMENTATIONS = Object.fromEntries(
  table.map((implementation) => [implementation.name, implementation])
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
