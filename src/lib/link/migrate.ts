import { MODEL_VERSION } from '$lib/core/scenario'
import { echo } from './echo'
import type { Say } from './note'

/**
 * Lifts the fields of an older link to what they mean today, which is the one place for it.
 * Without `v`, and with the present version, nothing changes; a link of any other version is read as a
 * present one, and said.
 */
export function migrate(pairs: Map<string, string>, say: Say): Map<string, string> {
  const version = pairs.get('v') ?? `${MODEL_VERSION}`
  if (version !== `${MODEL_VERSION}`) {
    const newer = /^\d{1,9}$/.test(version) && Number(version) > MODEL_VERSION
    const fault = newer ? 'is newer than this tool' : 'is not a version of the model'
    say('bad', 'v', `v=${echo(version)} ${fault}; read as version ${MODEL_VERSION}`)
  }
  return pairs
}
