import { claims } from './claims.server'
import { FORMULAS } from './formulas.server'
import { RUNS } from './runs.server'
import { validation } from './validation.server'
import type { PageServerLoad } from './$types'

/** Nothing here depends on who asks: it is computed at the first request. */
let spoken: ReturnType<typeof claims> | undefined

export const load: PageServerLoad = async () => ({
  formulas: FORMULAS,
  validation: await validation(),
  runs: RUNS,
  claims: (spoken ??= claims())
})
