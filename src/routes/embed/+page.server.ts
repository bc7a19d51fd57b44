import { building } from '$app/environment'
import { parseEmbed, parsePage } from '$lib/link/codec'
import { previewAdvice, previewKeys } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

/** A page that is finished beforehand knows no link yet. */
export const load: PageServerLoad = async ({ url }) => {
  const search = building ? '' : url.search
  const { scenario } = parsePage(search)
  const { options } = parseEmbed(search)
  const advised =
    options.lesson === null && (options.show.includes('answer') || options.show.includes('waste'))
  const [previews, advice] = await Promise.all([
    options.lesson === null ? previewKeys(scenario) : [],
    advised ? previewAdvice(scenario) : []
  ])
  return { search, previews, advice }
}
