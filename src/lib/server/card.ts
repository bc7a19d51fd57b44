/** The picture of a link: the card of its scenario as PNG. The same scenario gives the same bytes. */
import { renderAsync } from '@resvg/resvg-js'
import { render } from 'svelte/server'
import type { Model, Scenario, Tally } from '../core'
import Card from '../figure/card/Card.svelte'
import { cardData, cardModels } from '../figure/card/card-data'
import { resolve } from '../figure/stand-alone'
import { PREVIEW } from './preview'
import { withThreads } from './simulations'
import { drawable, FONT_FILES, measure, TYPEFACE } from './typeface'

/** Simulated as the page that the link leads to is when it is sent, so that both say the same. */
async function talliesOf(models: Model[], seed: number): Promise<(Tally | null)[]> {
  if (models.length === 0) return []
  const { cycles, shards } = PREVIEW
  const jobs = models.map((model) => ({ model, cycles, seed }))
  // Whoever asked first may have gone, and others wait for the same picture.
  const { signal } = new AbortController()
  const { tallies } = await withThreads((runner, stop) => runner.run(jobs, () => {}, stop, shards), signal)
  return tallies
}

/**
 * @param asked from onCard
 * @throws ApiError 503 when too many simulations wait
 */
export async function cardSvg(asked: Scenario): Promise<string> {
  const keys = asked.keys.map((key) => ({ ...key, name: drawable(key.name) || '□' }))
  const scenario = { ...asked, keys }
  const models = cardModels(scenario)
  const simulated = models.filter((model) => model !== null)
  const tallies = await talliesOf(simulated, scenario.seed)
  const data = cardData(
    scenario,
    models.map((model) => model && tallies[simulated.indexOf(model)])
  )
  const { body } = render(Card, { props: { data, measure } })
  return resolve(body, { scheme: 'light', typeface: TYPEFACE })
}

/**
 * @param scenario from onCard
 * @throws ApiError 503 when too many simulations wait
 */
export async function drawCard(scenario: Scenario): Promise<Uint8Array> {
  const svg = await cardSvg(scenario)
  const font = { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: TYPEFACE }
  return (await renderAsync(svg, { font })).asPng()
}
