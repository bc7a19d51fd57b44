import { building } from '$app/environment'
import type { PageServerLoad } from './$types'

/** Where the page is built ahead for a host without a server, nobody has asked for anything yet. */
export const load: PageServerLoad = ({ url }) => ({ search: building ? '' : url.search })
