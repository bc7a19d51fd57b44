import { MODEL_VERSION } from '#core'
import { echo } from './echo'
import type { Say } from './note'

/** What became of links when the model's definitions changed: how to read one of an older version today. */
export interface Lift {
  /** The version of the links that it reads. Their parameters become those of the next one. */
  from: number
  /** What changed, as a clause for the reader: "rates were per minute". */
  what: string
  lift: (pairs: Map<string, string>) => Map<string, string>
}

/** Every lift since version 1; a new version of the model adds its own, and none is ever taken away. */
const LIFTS: readonly Lift[] = []

/**
 * Lifts the parameters of an older link to what they mean today, one version after another, and says so; this is
 * the one place for it. Without `v`, and with the present version, nothing changes; a version that there never was
 * is read as the present one, and said.
 */
export function migrate(
  pairs: Map<string, string>,
  say: Say,
  lifts = LIFTS,
  present = MODEL_VERSION
): Map<string, string> {
  const text = pairs.get('v') ?? `${present}`
  const version = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (version === present) return pairs
  if (version >= 1 && version < present) {
    const due = lifts.filter(({ from }) => from >= version && from < present).sort((a, b) => a.from - b.from)
    const changes = due.map(({ what }) => what).join('; ')
    say(
      'migrated',
      'v',
      `this link was made with version ${version} of the model and is read as version ${present}${changes ? `: ${changes}` : ''}`
    )
    return due.reduce((lifted, { lift }) => lift(lifted), new Map(pairs))
  }
  const fault = version > present ? 'is newer than this tool' : 'is not a version of the model'
  say('bad', 'v', `v=${echo(text)} ${fault}; read as version ${present}`)
  return pairs
}
