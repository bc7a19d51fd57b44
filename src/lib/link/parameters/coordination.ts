import { PARAMETERS, type Scenario } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { readNumber } from '../quantity/read-number'

type Coordinated = Pick<Scenario, 'coordination' | 'processes'>

/** `none`, `lock` or `coalesce:8` with the number of processes, which means something only there. */
export function readCoordination(text: string, say: Say): Coordinated {
  const [coordination, count, ...rest] = text.trim().toLowerCase().split(':', 3)
  const processes = PARAMETERS.processes.fallback
  if (coordination === 'coalesce' && rest.length === 0) {
    if (count === undefined) return { coordination, processes }
    return { coordination, processes: readNumber('coord processes', count, 'processes', say) ?? processes }
  }
  if (count === undefined && (coordination === 'none' || coordination === 'lock'))
    return { coordination, processes }
  say('bad', 'coord', `coord=${echo(text)} is not none, coalesce:8 or lock; using none`)
  return { coordination: 'none', processes }
}
