import {
  measuresOfLaw,
  type Comparison,
  type MeasureErrors,
  type Measures,
  type Row,
  MEASURE_NAMES
} from '#core'
import { formatLink } from '$lib/link/parameters/codec'
import { defenceHeadline, defenceOthers, defenceReasons } from '$lib/text/defences/defence-choice'
import { plain } from '$lib/text/sentence'
import { inAll } from '$lib/text/words'
import { compareKey, type FindMeasures } from '$lib/worker/comparing'
import { lawsByRunner } from '$lib/worker/laws/laws-by-runner'
import type { Runner } from '$lib/worker/runner'
import { head } from './body'
import type { Call } from './call'

/** JSON has no Infinity: a value of any age has null, and says so in `oldestUnlimited`. */
const written = (row: Row) => ({
  defence: row.name,
  yours: row.yours,
  /** The defence as a scenario with one key. */
  link: row.scenario && formatLink(row.scenario, { version: true }),
  without: row.scenario || row.name === 'job' ? null : row.without,
  keepsLimits: row.judged === null ? null : row.breaks.length === 0,
  breaks: row.breaks,
  oldest: row.oldest === Infinity ? null : row.oldest,
  oldestUnlimited: row.oldest === Infinity,
  law: row.law && measures(row.law),
  simulated: row.simulated && {
    figures: measures(row.simulated.measures),
    standardErrors: measures(row.simulated.errors),
    cycles: row.simulated.cycles,
    settled: !row.simulated.unsettled
  }
})

/** In a fixed order. The API calls the lifetime budget what the link calls it: `give`. */
const measures = (all: Measures | MeasureErrors) =>
  Object.fromEntries(MEASURE_NAMES.map((name) => [name === 'lifetimeShare' ? 'giveShare' : name, all[name]]))

const compared = (comparison: Comparison, key: string | null) => ({
  choice: comparison.choice && {
    ...comparison.choice,
    says: plain([
      defenceHeadline(comparison, key),
      ...defenceReasons(comparison),
      ...defenceOthers(comparison)
    ])
  },
  fewestPerHour: comparison.fewest,
  staleSeconds: comparison.stale,
  jobEvery: comparison.jobEvery,
  defences: comparison.rows.map(written)
})

const findBy =
  (runner: Runner): FindMeasures =>
  async (models, signal) =>
    (await lawsByRunner(runner, models, signal)).map(({ law }, i) => measuresOfLaw(models[i], law))

/** The reply of /api/v1/compare: every defence on every key. */
export async function compareReply({ scenario, notes }: Call, runner: Runner, signal: AbortSignal) {
  const { cycles, seed, keys, late, lifetimeBudget } = scenario
  const all: Comparison[] = []
  for (const key of keys) all.push(await compareKey(scenario, key, runner, findBy(runner), signal))
  const short = all.flatMap(({ key, rows }) => {
    const cut = rows.filter(({ simulated }) => simulated && simulated.cycles < cycles)
    return cut.length === 0
      ? []
      : `${inAll(cycles)} cycles of ${key.name} are too much work for ${cut.map(({ name }) => name).join(', ')}: ` +
          'their `cycles` say how many were simulated'
  })
  const rows = all.map((one) => compared(one, keys.length > 1 ? one.key.name : null))
  return {
    ...head(scenario, [...notes, ...short], rows),
    limits: { late, give: lifetimeBudget },
    cycles,
    seed
  }
}
