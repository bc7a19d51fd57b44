import { building } from '$app/environment'
import { DEFENCES } from '$lib/trace'
import type { EntryGenerator, PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = ({ url, params }) => ({
  name: params.name,
  search: building ? '' : url.search
})

export const entries: EntryGenerator = () => DEFENCES.map((name) => ({ name }))
