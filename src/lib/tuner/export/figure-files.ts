/** Files of a figure; this module is loaded on demand. */
import type { Snippet } from 'svelte'
import type { Scenario } from '#core'
import { assumptions } from '$lib/text/fields/assumptions'
import { figureSvg } from '$lib/figure/export/figure-svg'
import { pngOf } from '$lib/figure/export/png'
import { differences, inWords } from '$lib/figure/pin/pin'
import { scenarioInWords } from '$lib/text/fields/scenario-words'
import { withShownNames } from '$lib/text/key-view'
import { save } from './save'

/** A figure that can be saved. */
export interface Picture {
  draw: Snippet<[number]>
  /** One word for the file name. */
  what: string
  title: string
  finding: string
  scenario: Scenario
  pin: Scenario | null
  /** The canonical absolute link. */
  link: string
}

function svgOf({ draw, title, finding, scenario, pin, link }: Picture): string {
  const compared = pin ? inWords(differences(pin, scenario)) : ''
  const facts = [
    `${scenarioInWords(withShownNames(scenario))} ${assumptions(scenario)}`,
    ...(compared ? [`Compared with A: ${compared}.`] : [])
  ]
  return figureSvg(draw, { title, finding, facts, link })
}

export function saveSvg(picture: Picture): void {
  save([svgOf(picture)], 'image/svg+xml', picture.what, picture.scenario.beta, 'svg')
}

export const toPng = (picture: Picture) => pngOf(svgOf(picture))

export async function savePng(picture: Picture): Promise<void> {
  save([await toPng(picture)], 'image/png', picture.what, picture.scenario.beta, 'png')
}
