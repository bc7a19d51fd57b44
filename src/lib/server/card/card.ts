/** The picture of a link: the card of its scenario as PNG. The same scenario gives the same bytes. */
import { renderAsync } from '@resvg/resvg-js'
import { render } from 'svelte/server'
import type { Scenario } from '#core'
import Card from '$lib/figure/card/Card.svelte'
import { cardData } from '$lib/figure/card/card-data'
import { resolve } from '$lib/figure/colours'
import { lookForCard } from '../preview'
import { drawable, FONT_FILES, measure, TYPEFACE } from './typeface'

/**
 * @param asked from onCard
 * @throws ApiError 503 when too many simulations wait
 */
async function cardSvg(asked: Scenario, signal: AbortSignal): Promise<string> {
  const keys = asked.keys.map((key) => ({ ...key, name: drawable(key.name) || '□' }))
  const scenario = { ...asked, keys }
  const data = cardData(scenario, await lookForCard(scenario, signal))
  const { body } = render(Card, { props: { data, measure } })
  return resolve(body, { scheme: 'light', typeface: TYPEFACE })
}

/**
 * @param scenario from onCard
 * @param signal stops it
 * @throws ApiError 503 when too many simulations wait
 */
export async function drawCard(scenario: Scenario, signal: AbortSignal): Promise<Uint8Array> {
  const svg = await cardSvg(scenario, signal)
  signal.throwIfAborted()
  const font = { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: TYPEFACE }
  return (await renderAsync(svg, { font })).asPng()
}
