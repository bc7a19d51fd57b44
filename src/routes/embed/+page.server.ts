import { parseEmbed, parsePage } from '$lib/link/codec'
import { previewAdvice, previewKeys } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url }) => {
  const { scenario } = parsePage(url.searchParams)
  const { options } = parseEmbed(url.searchParams)
  const advised =
    options.lesson === null && (options.show.includes('answer') || options.show.includes('waste'))
  return {
    search: url.search,
    previews: options.lesson === null ? previewKeys(scenario) : [],
    advice: advised ? await previewAdvice(scenario) : []
  }
}
