import { EXPIRES, IMPLEMENTATIONS, IMPLEMENTATION_NAMES, STORES, type Scenario, defaultScenario } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { oneOf } from './one-of'

type Seen = Pick<Scenario, 'implementation' | 'store' | 'expires'>

/** The implementation, and the choices that it leaves; a choice of another implementation is said and has no effect. */
export function readImplementation(pairs: Map<string, string>, say: Say): Seen {
  const { implementation: paper, store, expires } = defaultScenario()
  const read = <T extends string>(field: string, known: readonly T[], fallback: T): T => {
    const text = pairs.get(field)
    const found = text === undefined ? undefined : oneOf(text, known)
    if (text !== undefined && found === undefined)
      say('bad', field, `${field}=${echo(text)} is none of ${known.join(', ')}; using ${fallback}`)
    return found ?? fallback
  }
  const implementation = read('lens', IMPLEMENTATION_NAMES, paper)
  if (IMPLEMENTATIONS[implementation].choices) {
    return {
      implementation,
      store: read('store', STORES, store),
      expires: read('expires', EXPIRES, expires)
    }
  }
  for (const field of ['store', 'expires'])
    if (pairs.has(field)) say('ignored', field, `${field} applies only to Symfony (lens=symfony); ignored`)
  return { implementation, store, expires }
}

/** The parameters that say it, `name=value`; defaults are left out. */
export function writeImplementation({ implementation, store, expires }: Seen): string[] {
  const usual = defaultScenario()
  const parts = implementation === usual.implementation ? [] : [`lens=${implementation}`]
  if (!IMPLEMENTATIONS[implementation].choices) return parts
  if (store !== usual.store) parts.push(`store=${store}`)
  if (expires !== usual.expires) parts.push(`expires=${expires}`)
  return parts
}
