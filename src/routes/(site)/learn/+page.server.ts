import { building } from '$app/environment'
import type { PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = ({ url }) => ({ search: building ? '' : url.search })
