import { redirect } from '@sveltejs/kit'
import { building } from '$app/environment'
import { resolve } from '$app/paths'
import { readTraceName } from '$lib/link/trace/trace-link'
import type { PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = ({ url }) => {
  const search = building ? '' : url.search
  // The page of a defence has its own code to embed it.
  const trace = readTraceName(search)
  if (trace !== null) redirect(307, resolve('/(site)/learn/defences/[name]', { name: trace }) + search)
  return { search }
}
