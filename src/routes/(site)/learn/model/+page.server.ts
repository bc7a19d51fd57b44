import { claims } from './checks/claims.server'
import { FORMULAS } from './formulas.server'
import { RUNS } from './checks/runs.server'
import { validation } from './checks/validation.server'
import type { PageServerLoad } from './$types'

/** Nothing here depends on who asks: it is all computed once, when the project is built. */
export const prerender = true

export const load: PageServerLoad = async () => ({
  formulas: FORMULAS,
  validation: await validation(),
  runs: RUNS,
  claims: claims()
})
