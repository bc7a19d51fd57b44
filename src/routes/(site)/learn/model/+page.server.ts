import { claims } from './checks/claims.server'
import { FORMULAS } from './formulas.server'
import { RUNS } from './checks/runs.server'
import { validation } from './checks/validation.server'
import type { PageServerLoad } from './$types'

/** The page is the same for every request, so it is computed once, when the project is built. */
export const prerender = true

export const load: PageServerLoad = async () => ({
  formulas: FORMULAS,
  validation: await validation(),
  runs: RUNS,
  claims: claims()
})
