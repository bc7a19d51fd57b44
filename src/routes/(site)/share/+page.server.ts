import { building } from '$app/environment'
import type { PageServerLoad } from './$types'

/** A page that is finished beforehand knows no link yet. */
export const load: PageServerLoad = ({ url }) => ({ search: building ? '' : url.search })
