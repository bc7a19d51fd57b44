import { error } from '@sveltejs/kit'
import { building } from '$app/environment'
import { defenceNamed } from '$lib/link/trace/trace-link'
import { DEFENCES } from '$lib/trace'
import type { EntryGenerator, PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = ({ url, params }) => {
  const defence = defenceNamed(params.name)
  if (!defence) error(404, `There is no defence “${params.name}”; there are ${DEFENCES.join(', ')}`)
  return { defence, search: building ? '' : url.search }
}

export const entries: EntryGenerator = () => DEFENCES.map((name) => ({ name }))
