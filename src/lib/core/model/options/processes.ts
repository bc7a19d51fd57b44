/** How many processes coalesce where a defence is looked at that the cache does not have. */
import type { Scenario } from '../scenario'

/** Where the scenario names none. */
const USUAL_PROCESSES = 4

export const processesOf = ({ coordination, processes }: Scenario): number =>
  coordination === 'coalesce' ? processes : USUAL_PROCESSES
