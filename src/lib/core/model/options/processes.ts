import type { Scenario } from '../scenario'

/** A small fleet: the hosts or processes that are supposed where nobody has said how many there are. */
export const USUAL_PROCESSES = 4

/** How many processes coalesce where a defence is looked at that the cache does not have. */
export const processesOf = ({ coordination, processes }: Scenario): number =>
  coordination === 'coalesce' ? processes : USUAL_PROCESSES
